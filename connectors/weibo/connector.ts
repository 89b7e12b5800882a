import { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  CheckReport,
  Connector,
  ConnectorContext,
  ControlTotals,
  SliceSpec,
  StreamDeclaration,
} from '../kit/connector.ts';
import { textOf } from '../kit/json-fields.ts';
import { subjectOf } from '../kit/page-name.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { createWeiboApi, type WeiboApi } from './api.ts';
import { readComments } from './comments.ts';
import { type WeiboConfig, weiboConfig } from './config.ts';
import { readPosts, timelineFront, timelinePage } from './posts.ts';
import { idOf } from './record.ts';
import { commentSlices, postSlices } from './slices.ts';

/** Rows vanish without a trace when they are deleted or moderated, so no stream can tell of deletions. */
export const weiboStreams = [
  {
    name: 'status',
    primaryKey: ['idstr'],
    cursor: 'idstr',
    deleteMode: 'none',
    fields: {
      idstr: 'string',
      created_at: 'timestamp',
      text: 'string',
      comments_count: 'int',
      reposts_count: 'int',
      attitudes_count: 'int',
      user: 'json',
    },
  },
  {
    name: 'comment',
    primaryKey: ['idstr'],
    cursor: 'created_at',
    deleteMode: 'none',
    fields: { idstr: 'string', created_at: 'timestamp', text: 'string', user: 'json', status: 'json' },
    // A page belongs to one post, and most posts have few.
    joinedRows: 1_000,
  },
] as const satisfies readonly StreamDeclaration[];

/**
 * The posts of one Weibo account and their comments. Makes no call until it is asked.
 *
 * @throws CONFIG_INVALID
 */
export function createWeiboConnector(input: unknown, context: ConnectorContext): Connector {
  const config = parseConfig(weiboConfig, input, `sources.${context.source}`);
  const api = createWeiboApi(config, context);
  const { source } = context;
  return {
    streams: weiboStreams,
    check: (signal) => check(api, source, config, context.now, signal),
    discover: async () => weiboStreams.map(({ name, fields }) => ({ name, fields })),
    async slices(stream, progress, signal) {
      const name = { source, stream, page: 'front' };
      const isPosts = assertStream(stream, source) === 'status';
      const { newestPost, list } = await timelineFront(api, config, name, signal);
      const front = { newestPost, now: context.now(), serverTime: list.serverTime };
      return isPosts ? postSlices(config, progress, front) : commentSlices(config, progress, front);
    },
    read: (slice, from, signal) =>
      assertStream(slice.stream, source) === 'status'
        ? readPosts(api, source, config, slice, from, signal)
        : readComments(api, source, config, slice, from, signal),
    control: (stream, signal, slice) =>
      assertStream(stream, source) === 'status'
        ? controlPosts(api, source, config, signal)
        : controlComments(api, source, config, slice, signal),
    close: async () => undefined,
  };
}

function assertStream(stream: string, source: string): 'status' | 'comment' {
  if (stream === 'status' || stream === 'comment') return stream;
  throw new YardstickError('SOURCE_CONTRACT', 'The source has the streams status and comment only.', {
    subject: subjectOf({ source, stream }),
  });
}

async function controlPosts(
  api: WeiboApi,
  source: string,
  config: WeiboConfig,
  signal: AbortSignal,
): Promise<ControlTotals> {
  const { list } = await timelineFront(api, config, { source, stream: 'status', page: 'control' }, signal);
  return { rows: String(list.total), sums: {} };
}

/**
 * Comments that can be read, out of those the posts have: only the newest of each post are shown. With a slice, the
 * posts it covered; else every post since the start date.
 */
async function controlComments(
  api: WeiboApi,
  source: string,
  config: WeiboConfig,
  slice: SliceSpec | undefined,
  signal: AbortSignal,
): Promise<ControlTotals> {
  const name = { source, stream: 'comment', page: 'control' };
  const everything = { kind: 'comments', oldest: `${config.startDate}T00:00:00.000Z` };
  const posts = slice ?? { stream: 'comment', id: 'control', params: everything, complete: false };
  let [total, readable] = [0, 0];
  let last: string | undefined;
  for (let done = false; !done; ) {
    const page = await timelinePage(api, config, posts, last, name, signal);
    for (const post of page.items) {
      const count = await countOf(api, post.comments_count, idOf(post, name), name, signal);
      total += count;
      readable += Math.min(count, config.readableComments);
      last = idOf(post, name);
    }
    done = page.done;
  }
  return { rows: String(readable), sums: {}, coverage: total === 0 ? 1 : readable / total };
}

/** The post's own counter, else the total its list of comments tells. */
async function countOf(
  api: WeiboApi,
  counter: Parameters<typeof textOf>[0],
  post: string,
  name: { readonly source: string; readonly stream: string; readonly page: string },
  signal: AbortSignal,
): Promise<number> {
  const told = textOf(counter);
  return told === undefined ? (await api.comments(post, { count: 1 }, name, signal)).total : Number(told);
}

async function check(
  api: WeiboApi,
  source: string,
  config: WeiboConfig,
  now: () => Date,
  signal: AbortSignal,
): Promise<CheckReport> {
  try {
    const { newestPost, list } = await timelineFront(
      api,
      config,
      { source, stream: 'status', page: 'check' },
      signal,
    );
    if (newestPost !== undefined)
      await api.comments(newestPost, { count: 1 }, { source, stream: 'comment', page: 'check' }, signal);
    const skew =
      list.serverTime === undefined ? {} : { clockSkewMs: list.serverTime.getTime() - now().getTime() };
    return { ok: true, streams: weiboStreams.map(({ name }) => ({ stream: name, ok: true })), ...skew };
  } catch (caught) {
    if (!(caught instanceof YardstickError)) throw caught;
    const problem = caught.explain();
    return { ok: false, streams: weiboStreams.map(({ name }) => ({ stream: name, ok: false, problem })) };
  }
}
