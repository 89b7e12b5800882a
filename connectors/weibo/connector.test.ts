import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single, testContext } from '../kit/test-context.ts';
import { createWeiboConnector } from './connector.ts';

interface Item {
  readonly id: string;
  readonly at: string;
  readonly post?: string;
  readonly comments?: number;
}

/** Ids that differ only beyond what a double can tell. */
const big = (number: number) => String(5100000000000000000n + BigInt(number));
const march = (day: number, time = '16:05:58') =>
  `Sun Mar ${String(day).padStart(2, '0')} ${time} +0800 2026`;

let posts: Item[] = [];
let pinned: string | undefined;
let comments: Item[] = [];
let failures: ((reply: FastifyReply) => unknown)[] = [];
let asked: { path: string; query: Record<string, string> }[] = [];
let server: FastifyInstance;
let url = '';

beforeEach(async () => {
  [posts, comments, failures, asked] = [[], [], [], []];
  pinned = undefined;
  server = Fastify();
  server.get<{ Querystring: Record<string, string> }>('/2/statuses/user_timeline.json', ({ query }, reply) =>
    answer('statuses', posts, query, reply),
  );
  server.get<{ Querystring: Record<string, string> }>('/2/comments/show.json', ({ query }, reply) =>
    answer(
      'comments',
      comments.filter(({ post }) => post === query.id),
      query,
      reply,
    ),
  );
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(() => server.close());

function answer(field: string, items: readonly Item[], query: Record<string, string>, reply: FastifyReply) {
  asked.push({ path: field, query });
  const fail = failures.shift();
  if (fail !== undefined) return fail(reply);
  const maxId = BigInt(query.max_id ?? '9'.repeat(20));
  const newestFirst = items
    .filter(({ id }) => BigInt(id) <= maxId)
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    // The top of the list has the pinned post before the newest.
    .toSorted((a, b) => (query.max_id === undefined ? Number(b.id === pinned) - Number(a.id === pinned) : 0));
  const page = newestFirst.slice(0, Number(query.count));
  reply.type('application/json').header('date', 'Tue, 31 Mar 2026 00:00:00 GMT');
  if (page.length === 0) return reply.send('[]');
  return reply.send(`{"${field}":[${page.map(itemText).join(',')}],"total_number":${items.length}}`);
}

function itemText({ id, at, comments: count }: Item): string {
  const counter = count === undefined ? '' : `,"comments_count":${count}`;
  return `{"created_at":"${at}","id":${id},"idstr":"${id}","text":"不错"${counter}}`;
}

const itemOf = (item: Item | undefined) => (item === undefined ? '' : itemText(item));

function open(more: Record<string, unknown> = {}) {
  const config = {
    baseUrl: `${url}/2`,
    accessToken: 'hush',
    startDate: '2026-01-01',
    pageRows: 2,
    recentDays: 10,
    rereadComments: 2,
    ...more,
  };
  return createWeiboConnector(config, testContext('social', () => new Date('2026-03-31T00:00:00Z')).context);
}

const nothing: StreamProgress = { slices: [] };
const finished = (...slices: readonly SliceSpec[]): StreamProgress => ({
  slices: slices.map((slice) => ({ slice, state: 'done' })),
});
const keys = (records: readonly { readonly key: string }[]) => records.map(({ key }) => key);

describe('posts', () => {
  beforeEach(() => {
    posts = [1, 2, 3, 4, 5].map((number) => ({ id: big(number), at: march(number) }));
  });

  it('are read below each inclusive max_id without repeating or losing one, ids digit for digit', async () => {
    const connector = open();
    const { pages, records } = await readAll(
      connector,
      single(await connector.slices('status', nothing, noSignal)),
    );
    expect(keys(records)).toEqual([5, 4, 3, 2, 1].map(big));
    expect(asked.slice(1).map(({ query }) => query.max_id)).toEqual([big(5), big(3), big(1), big(0), big(0)]);
    expect(pages.at(-1)).toMatchObject({ records: [], done: true });
    expect(records[0]).toEqual({
      key: big(5),
      updatedAt: undefined,
      deleted: false,
      body: `{"created_at":"2026-03-05T08:05:58Z","id":${big(5)},"idstr":"${big(5)}","text":"不错"}`,
    });
  });

  it('are not ended by one empty answer', async () => {
    const connector = open();
    const slice = single(await connector.slices('status', nothing, noSignal));
    failures = [(reply) => reply.type('application/json').send('[]')];
    expect((await readAll(connector, slice)).records).toHaveLength(5);
  });

  it('continue from a page', async () => {
    const connector = open();
    const slice = single(await connector.slices('status', nothing, noSignal));
    const whole = await readAll(connector, slice);
    expect(keys((await readAll(connector, slice, whole.pages[0]?.next)).records)).toEqual([3, 2, 1].map(big));
  });

  it('that came since, and the recent ones again, make the next slice', async () => {
    const connector = open();
    const first = single(await connector.slices('status', nothing, noSignal));
    posts.push({ id: big(6), at: march(10) }, { id: big(7), at: march(25) }, { id: big(8), at: march(30) });
    const next = single(await connector.slices('status', finished(first), noSignal));
    expect(keys((await readAll(connector, next)).records)).toEqual([8, 7, 6].map(big));
    const idle = single(await connector.slices('status', finished(first, next), noSignal));
    expect(keys((await readAll(connector, idle)).records)).toEqual([8, 7].map(big));
  });

  it('below a pinned one are found all the same', async () => {
    const connector = open();
    const first = single(await connector.slices('status', nothing, noSignal));
    pinned = big(2);
    posts.push({ id: big(6), at: march(25) }, { id: big(7), at: march(30) });
    const next = single(await connector.slices('status', finished(first), noSignal));
    expect(next.params.newest).toBe(big(7));
    expect(keys((await readAll(connector, next)).records)).toEqual([7, 6].map(big));
  });

  it('before the start date are left out', async () => {
    const connector = open({ startDate: '2026-03-03' });
    const { records } = await readAll(connector, single(await connector.slices('status', nothing, noSignal)));
    expect(keys(records)).toEqual([5, 4, 3].map(big));
  });

  it('with an unreadable date are handed on as they came', async () => {
    posts = [{ id: big(1), at: 'Invalid date' }];
    const connector = open();
    const { records } = await readAll(connector, single(await connector.slices('status', nothing, noSignal)));
    expect(records[0]?.body).toContain('"created_at":"Invalid date"');
  });

  it('may be none at all', async () => {
    posts = [];
    expect(await open().slices('status', nothing, noSignal)).toEqual([]);
  });

  it('that do not lead on are not read for ever', async () => {
    const connector = open();
    const slice = single(await connector.slices('status', nothing, noSignal));
    const stuck = (reply: FastifyReply) =>
      reply.type('application/json').send(`{"statuses":[${posts.map(itemText)}]}`);
    failures = [(reply) => stuck(reply), (reply) => stuck(reply)];
    await expect(readAll(connector, slice)).rejects.toThrow('does not go on where it was asked to');
  });
});

describe('comments', () => {
  beforeEach(() => {
    posts = [1, 2, 3].map((number) => ({ id: big(number), at: march(number + 22) }));
    comments = [
      ...[11, 12, 13].map((number) => ({ id: big(number), at: march(24), post: big(1) })),
      ...[21, 22].map((number) => ({ id: big(number), at: march(25), post: big(3) })),
    ];
  });

  it('are read post by post, each with its post, and continue in the middle of one', async () => {
    const connector = open();
    const slice = single(await connector.slices('comment', nothing, noSignal));
    const { pages, records } = await readAll(connector, slice);
    expect(keys(records)).toEqual([22, 21, 13, 12, 11].map(big));
    expect(records.at(-1)?.body).toContain(`"status":{"idstr":"${big(1)}"}`);
    const middle = pages.find(({ records: [first] }) => first?.key === big(13));
    expect(keys((await readAll(connector, slice, middle?.next)).records)).toEqual([big(11)]);
  });

  it('continue correctly from every page', async () => {
    const connector = open();
    const slice = single(await connector.slices('comment', nothing, noSignal));
    const { pages, records } = await readAll(connector, slice);
    let read = 0;
    for (const page of pages.slice(0, -1)) {
      read += page.records.length;
      const rest = await readAll(connector, slice, page.next);
      expect(keys(rest.records)).toEqual(keys(records).slice(read));
    }
  });

  it('of posts below a pinned one are read on from every page', async () => {
    const connector = open();
    const slice = single(await connector.slices('comment', nothing, noSignal));
    const pinnedOnTop = (reply: FastifyReply) =>
      reply.type('application/json').send(`{"statuses":[${[posts[0], posts[2]].map(itemOf)}]}`);
    failures = [pinnedOnTop];
    const { pages, records } = await readAll(connector, slice);
    expect(keys(records)).toEqual([13, 12, 11, 22, 21, 13, 12, 11].map(big));
    expect(keys(pages[0]?.records ?? [])).toEqual([13, 12].map(big));
    const rest = (reply: FastifyReply) =>
      reply.type('application/json').send(`{"comments":[${comments.slice(0, 1).map(itemText)}]}`);
    const end = (reply: FastifyReply) => reply.type('application/json').send('[]');
    failures = [rest, end, end, pinnedOnTop];
    const after = await readAll(connector, slice, pages[0]?.next);
    expect(keys(after.records)).toEqual([11, 22, 21, 13, 12, 11].map(big));
  });

  it('of recent posts are read again: new ones, and the newest for their edits', async () => {
    const connector = open();
    const first = single(await connector.slices('comment', nothing, noSignal));
    comments.push({ id: big(31), at: march(31, '20:00:00'), post: big(1) });
    const next = single(await connector.slices('comment', finished(first), noSignal));
    expect(keys((await readAll(connector, next)).records)).toEqual([22, 21, 31, 13].map(big));
  });

  it('of a post that is gone are none', async () => {
    const connector = open();
    const slice = single(await connector.slices('comment', nothing, noSignal));
    const pass = (field: string, items: readonly Item[]) => (reply: FastifyReply) =>
      reply.type('application/json').send(`{"${field}":[${items.map(itemText)}]}`);
    const gone = (reply: FastifyReply) =>
      reply.code(400).send({ error_code: 20101, error: 'target does not exist' });
    failures = [pass('statuses', [posts[2] ?? { id: '', at: '' }]), gone];
    expect(keys((await readAll(connector, slice)).records)).toEqual([13, 12, 11].map(big));
  });

  it('beyond what the source shows lower the coverage', async () => {
    posts = [
      { id: big(1), at: march(24), comments: 3000 },
      { id: big(2), at: march(25), comments: 200 },
    ];
    expect(await open().control('comment', noSignal)).toEqual({ rows: '1200', sums: {}, coverage: 0.375 });
  });
});

describe('errors in the body', () => {
  const error =
    (code: number | string, status = 403) =>
    (reply: FastifyReply) =>
      reply.code(status).send({ request: '/2/x', error_code: code, error: 'text' });

  it.each([
    [10023, 403, 'SOURCE_THROTTLED'],
    ['10022', 200, 'SOURCE_THROTTLED'],
    [21327, 400, 'SOURCE_AUTH'],
    [10001, 503, 'SOURCE_BAD_RESPONSE'],
    [10017, 400, 'SOURCE_CONTRACT'],
  ])('%s with status %i is %s', async (code, status, expected) => {
    failures = Array.from({ length: 3 }, () => error(code, status));
    const failure: unknown = await open()
      .slices('status', nothing, noSignal)
      .catch((caught: unknown) => caught);
    expect(failure).toMatchObject({ code: expected, subject: 'social.status front' });
    expect(JSON.stringify(failure)).not.toContain('hush');
  });

  it('tells how long the budget is used up', async () => {
    failures = [error(10024)];
    await expect(open().slices('status', nothing, noSignal)).rejects.toMatchObject({
      retryAfterMs: 3_600_000,
    });
  });

  it('are reported by the check', async () => {
    failures = [error(21315, 400)];
    const report = await open().check(noSignal);
    expect(report.ok).toBe(false);
    expect(report.streams[0]?.problem).toContain('authorise the account again');
  });
});
