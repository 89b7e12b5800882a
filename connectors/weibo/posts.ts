import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Cursor, SliceSpec, SourcePage } from '../kit/connector.ts';
import type { JsonObject } from '../kit/lossless-json.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';
import { textParam } from '../kit/progress.ts';
import type { WeiboApi, WeiboList } from './api.ts';
import type { WeiboConfig } from './config.ts';
import { below, createdAt, idOf, isNewer, recordOf } from './record.ts';

/** Posts of the slice from its newest downwards. */
export async function* readPosts(
  api: WeiboApi,
  source: string,
  config: WeiboConfig,
  slice: SliceSpec,
  from: Cursor | undefined,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  let last = typeof from?.post === 'string' ? from.post : undefined;
  for (let count = 1; ; count += 1) {
    const name = { source, stream: slice.stream, page: `${slice.id} page ${count}` };
    const { items, done } = await timelinePage(api, config, slice, last, name, signal);
    last = items.length === 0 ? last : idOf(items[items.length - 1] ?? {}, name);
    yield { records: items.map((item) => recordOf(item, name)), next: { post: last ?? null }, done };
    if (done) return;
  }
}

export interface TimelinePage {
  /** Posts that belong to the slice. */
  readonly items: readonly JsonObject[];
  readonly done: boolean;
}

/** The posts after `last`; done when the list is empty or has come to posts that need no reading. */
export async function timelinePage(
  api: WeiboApi,
  config: WeiboConfig,
  slice: SliceSpec,
  last: string | undefined,
  name: PageName,
  signal: AbortSignal,
): Promise<TimelinePage> {
  const maxId = last === undefined ? textParam(slice, 'newest') : below(last);
  const { items } = await api.posts({ maxId, count: config.pageRows }, name, signal);
  assertDescending(items, maxId, name);
  const wanted = items.filter((item) => isWanted(item, slice, name));
  // A pinned post may stand above newer ones, so only the last one tells that the rest is older.
  return { items: wanted, done: items.length === 0 || wanted.at(-1) !== items.at(-1) };
}

/** A post without a readable date is read by its id alone. */
function isWanted(item: JsonObject, slice: SliceSpec, name: PageName): boolean {
  const since = textParam(slice, 'since');
  const created = createdAt(item);
  const isNew = slice.params.kind === 'posts' && since !== undefined && isNewer(idOf(item, name), since);
  return isNew || created === undefined || created >= (textParam(slice, 'oldest') ?? '');
}

/** A list that does not go on below the id asked for would be read for ever. */
export function assertDescending(
  items: readonly JsonObject[],
  maxId: string | undefined,
  name: PageName,
): void {
  if (maxId === undefined || items.every((item) => !isNewer(idOf(item, name), maxId))) return;
  throw new YardstickError('SOURCE_BAD_RESPONSE', 'The list does not go on where it was asked to.', {
    subject: subjectOf(name),
  });
}

/** The newest post and the server's clock, with one call. A pinned post may stand above it, so a page is asked for. */
export async function timelineFront(
  api: WeiboApi,
  config: WeiboConfig,
  name: PageName,
  signal: AbortSignal,
): Promise<{ readonly newestPost: string | undefined; readonly list: WeiboList }> {
  const list = await api.posts({ count: config.pageRows }, name, signal);
  const [first, ...others] = list.items.map((item) => idOf(item, name));
  const newestPost =
    first === undefined
      ? undefined
      : others.reduce((newest, id) => (isNewer(id, newest) ? id : newest), first);
  return { newestPost, list };
}
