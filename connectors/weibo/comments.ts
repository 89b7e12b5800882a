import type { Cursor, SliceSpec, SourcePage } from '../kit/connector.ts';
import { textOf } from '../kit/json-fields.ts';
import { isJsonObject, type JsonObject } from '../kit/lossless-json.ts';
import type { PageName } from '../kit/page-name.ts';
import { textParam } from '../kit/progress.ts';
import type { WeiboApi } from './api.ts';
import type { WeiboConfig } from './config.ts';
import { assertDescending, timelinePage } from './posts.ts';
import { below, createdAt, idOf, recordOf } from './record.ts';

/** Where the reading stands: within the comments of `post`, or before the post below it when `comment` is null. */
interface Place {
  readonly post: string | undefined;
  readonly comment: string | undefined;
  /** Comments of the post read so far. */
  readonly read: number;
  /** The post after which the page of posts began; undefined: at the newest. */
  readonly above: string | undefined;
}

/** Comments, post by post from the newest downwards; every page belongs to one post. */
export async function* readComments(
  api: WeiboApi,
  source: string,
  config: WeiboConfig,
  slice: SliceSpec,
  from: Cursor | undefined,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  const name = { source, stream: slice.stream, page: slice.id };
  let place = placeOf(from);
  if (place.post !== undefined && place.comment !== undefined)
    place = yield* commentsOf(api, config, slice, place.post, place, name, signal);
  let { above } = place;
  for (let done = false; !done; ) {
    const page = await timelinePage(api, config, slice, above, name, signal);
    for (const post of itemsAfter(page.items, place.post, name)) {
      const start: Place = { post: idOf(post, name), comment: undefined, read: 0, above };
      place = hasNone(post)
        ? start
        : yield* commentsOf(api, config, slice, idOf(post, name), start, name, signal);
    }
    const last = page.items.at(-1);
    above = last === undefined ? above : idOf(last, name);
    done = page.done;
  }
  yield { records: [], next: cursorOf(place), done: true };
}

/**
 * What is left of a page of posts behind the one read last; all of it when that one is not on it. Its place on the page
 * tells, not its id: behind a pinned post there are newer ones.
 */
function itemsAfter(
  items: readonly JsonObject[],
  post: string | undefined,
  name: PageName,
): readonly JsonObject[] {
  return items.slice(items.findIndex((item) => idOf(item, name) === post) + 1);
}

/** Told by the post's own counter, which saves a call. */
function hasNone(post: JsonObject): boolean {
  return textOf(post.comments_count) === '0';
}

async function* commentsOf(
  api: WeiboApi,
  config: WeiboConfig,
  slice: SliceSpec,
  post: string,
  start: Place,
  name: PageName,
  signal: AbortSignal,
): AsyncGenerator<SourcePage, Place> {
  let place = start;
  for (;;) {
    const maxId = place.comment === undefined ? undefined : below(place.comment);
    const { items } = await api.comments(post, { maxId, count: config.pageRows }, name, signal);
    assertDescending(items, maxId, name);
    const last = items.at(-1);
    const read = place.read + items.length;
    const ended = last === undefined || isKnown(last, slice, read, config);
    place = { ...place, comment: last === undefined || ended ? undefined : idOf(last, name), read };
    const records = items.map((item) => recordOf(item, name, { status: statusOf(item, post) }));
    if (records.length > 0) yield { records, next: cursorOf(place), done: false };
    if (ended) return place;
  }
}

/** Behind this comment everything was read before, and enough has been read again. */
function isKnown(last: JsonObject, slice: SliceSpec, read: number, config: WeiboConfig): boolean {
  const since = textParam(slice, 'since');
  const created = createdAt(last);
  return since !== undefined && created !== undefined && created < since && read >= config.rereadComments;
}

/** The post a comment belongs to, also where the list leaves it out. */
function statusOf(item: JsonObject, post: string): JsonObject {
  const { status } = item;
  return isJsonObject(status) ? { ...status, idstr: post } : { idstr: post };
}

function placeOf(cursor: Cursor | undefined): Place {
  const text = (name: string) => (typeof cursor?.[name] === 'string' ? cursor[name] : undefined);
  // A cursor without a page is from before pages were noted; the page after its post is then the next one.
  const above = cursor?.above === undefined ? text('post') : text('above');
  return { post: text('post'), comment: text('comment'), read: Number(cursor?.read ?? 0), above };
}

function cursorOf(place: Place): Cursor {
  const { post = null, comment = null, read, above = null } = place;
  return { post, comment, read, above };
}
