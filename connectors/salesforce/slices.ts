import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { earlier, shiftIso } from '../kit/instants.ts';
import { newestOf, openSlices, textParam } from '../kit/progress.ts';
import type { SalesforceConfig, SalesforceObject } from './config.ts';
import { feedReach } from './deleted.ts';
import type { Description } from './describe.ts';

const day = 24 * 60 * 60 * 1000;
const longestWindow = 30 * day;
/** An hour of margin for the way to the feed. */
const plannedReach = feedReach - 60 * 60 * 1000;

/** What slices are frozen against: where windows end, where the feed of deleted records ends, and our clock. */
interface Front {
  readonly end: string;
  readonly feedEnd: string;
  readonly now: Date;
}

/**
 * The first load is one slice over all history, paged by key; later ones are increments of at most 30 days.
 * The feed of records deleted for good starts where the first load ended: what went before was never loaded. Where
 * the feed does not reach back far enough, everything is read once more, and what is not met has been deleted.
 */
export function salesforceSlices(
  stream: string,
  config: SalesforceConfig,
  object: SalesforceObject,
  description: Description,
  progress: StreamProgress,
  front: Front,
): readonly SliceSpec[] {
  const flag = description.fields.has('IsDeleted');
  const open = openSlices(progress);
  const loaded = textParam(newestOf(progress, 'window'), 'high');
  const windows = windowsAfter(loaded, front.end, config).map(({ low, high }) => ({
    stream,
    id: `${low}/${high}`,
    params: { kind: 'window', low, high, flag, feedEnd: front.feedEnd },
    complete: false,
  }));
  const feed =
    object.deletedFeed && description.replicateable ? deletions(stream, config, flag, progress, front) : [];
  return [...open, ...windows, ...feed];
}

/** The slower of the two clocks, less the lag. */
export function clockEnd(config: SalesforceConfig, now: Date, serverTime: Date | undefined): string {
  return new Date(earlier(now, serverTime).getTime() - config.lagSeconds * 1000).toISOString();
}

interface Bounds {
  readonly low: string;
  readonly high: string;
}

function windowsAfter(loaded: string | undefined, end: string, config: SalesforceConfig): readonly Bounds[] {
  if (loaded === undefined) return [{ low: `${config.startDate}T00:00:00.000Z`, high: end }];
  if (end <= loaded) return [];
  return increments(shiftIso(loaded, -config.overlapSeconds * 1000), end);
}

function increments(low: string, end: string): readonly Bounds[] {
  const high = shiftIso(low, longestWindow);
  return high >= end ? [{ low, high: end }] : [{ low, high }, ...increments(high, end)];
}

function deletions(
  stream: string,
  config: SalesforceConfig,
  flag: boolean,
  progress: StreamProgress,
  { feedEnd, now }: Front,
): readonly SliceSpec[] {
  const firstLoad = progress.slices.find(({ slice }) => slice.params.kind === 'window')?.slice;
  const latest = progress.slices.findLast(({ slice }) => isDeletions(slice))?.slice ?? firstLoad;
  const covered = textParam(latest, 'feedEnd') ?? textParam(latest, 'high');
  const open = openSlices(progress).filter(isDeletions);
  if (covered === undefined || open.some(({ params }) => params.kind === 'full')) return [];
  const low = shiftIso(covered, -config.overlapSeconds * 1000);
  if (isGap([low, ...feedStarts(open, latest)], now)) return [fullReading(stream, firstLoad, flag, feedEnd)];
  if (open.length > 0 || feedEnd <= covered) return [];
  const params = { kind: 'deleted', low, high: feedEnd };
  return [{ stream, id: `deleted-${low}/${feedEnd}`, params, complete: false }];
}

function isDeletions({ params }: SliceSpec): boolean {
  return params.kind === 'deleted' || params.kind === 'full';
}

/**
 * Where feeds start that may have been out of reach when they were read, and then found nothing. A finished one does
 * not tell, so the newest is suspected too: a reading too many loses nothing.
 */
function feedStarts(open: readonly SliceSpec[], latest: SliceSpec | undefined): readonly string[] {
  return [...open, ...(latest === undefined ? [] : [latest])]
    .filter(({ params }) => params.kind === 'deleted')
    .map((slice) => textParam(slice, 'low') ?? '');
}

function isGap(starts: readonly string[], now: Date): boolean {
  return starts.some((start) => now.getTime() - Date.parse(start) > plannedReach);
}

/** Without an end: a record that changes while it is read must still be met. */
function fullReading(
  stream: string,
  firstLoad: SliceSpec | undefined,
  flag: boolean,
  feedEnd: string,
): SliceSpec {
  const low = textParam(firstLoad, 'low') ?? '';
  return { stream, id: `full-${feedEnd}`, params: { kind: 'full', low, flag, feedEnd }, complete: true };
}
