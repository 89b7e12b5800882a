import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { earlier, shiftIso } from '../kit/instants.ts';
import { newestOf, openSlices, textParam } from '../kit/progress.ts';
import type { WeiboConfig } from './config.ts';

const day = 24 * 60 * 60 * 1000;
/** Read again before what was read: a comment may be shown some time after it was made. */
const overlapMs = 10 * 60 * 1000;

/** What a slice is frozen against: the newest post and the clock. */
export interface Front {
  readonly newestPost: string | undefined;
  readonly now: Date;
  readonly serverTime: Date | undefined;
}

/**
 * Posts: those newer than the ones read before, and again the recent ones, whose counters move. `since` is the newest
 * post read so far, `oldest` the day from which posts are read again.
 */
export function postSlices(
  config: WeiboConfig,
  progress: StreamProgress,
  front: Front,
): readonly SliceSpec[] {
  const open = openSlices(progress);
  if (front.newestPost === undefined) return open;
  const at = earlier(front.now, front.serverTime).toISOString();
  const since = textParam(newestOf(progress, 'posts'), 'newest') ?? null;
  const oldest = since === null ? startOf(config) : recentFrom(config, at);
  const params = { kind: 'posts', newest: front.newestPost, since, oldest, at };
  return [
    ...open,
    { stream: 'status', id: `${since ?? 'start'}/${front.newestPost}@${at}`, params, complete: false },
  ];
}

/**
 * Comments of the posts since `oldest`, newest first: all that are newer than `since`, and of each post the newest
 * ones again. The first slice covers every post.
 */
export function commentSlices(
  config: WeiboConfig,
  progress: StreamProgress,
  front: Front,
): readonly SliceSpec[] {
  const open = openSlices(progress);
  if (front.newestPost === undefined) return open;
  const at = earlier(front.now, front.serverTime).toISOString();
  const before = textParam(newestOf(progress, 'comments'), 'at');
  const since = before === undefined ? null : shiftIso(before, -overlapMs);
  const oldest = before === undefined ? startOf(config) : recentFrom(config, at, before);
  const params = { kind: 'comments', newest: front.newestPost, since, oldest, at };
  return [...open, { stream: 'comment', id: `${before ?? 'start'}/${at}`, params, complete: false }];
}

function startOf(config: WeiboConfig): string {
  return `${config.startDate}T00:00:00.000Z`;
}

/** Posts count as recent from the last run's point of view, so that a pause between runs leaves no gap. */
function recentFrom(config: WeiboConfig, at: string, before = at): string {
  const recent = Math.min(Date.parse(before), Date.parse(at)) - config.recentDays * day;
  return new Date(Math.max(recent, Date.parse(startOf(config)))).toISOString();
}
