import { generateKeyPairSync } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import jwt from 'jsonwebtoken';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single, testContext } from '../kit/test-context.ts';
import { createSalesforceConnector } from './connector.ts';

const now = () => new Date('2026-03-31T00:01:00Z');
const login = { access_token: 'token-1', instance_url: '', token_type: 'Bearer', issued_at: '1' };
const describeBody = {
  replicateable: true,
  fields: [
    { name: 'Id', type: 'id' },
    { name: 'Amount', type: 'currency' },
    { name: 'IsDeleted', type: 'boolean' },
    { name: 'SystemModstamp', type: 'datetime' },
  ],
};

interface Script {
  /** Replies to queries and locators, in order; the last one stays. */
  replies: ((reply: FastifyReply) => unknown)[];
  description: { replicateable: boolean; fields: { name: string; type: string }[] };
  deleted: unknown;
  login: (form: URLSearchParams, reply: FastifyReply) => unknown;
  serverTime: string;
  token: string;
}

let script: Script;
let asked: string[] = [];
let server: FastifyInstance;
let url = '';

beforeEach(async () => {
  asked = [];
  script = {
    replies: [],
    description: structuredClone(describeBody),
    deleted: {},
    login: () => ({ ...login, access_token: script.token, instance_url: url }),
    serverTime: 'Tue, 31 Mar 2026 00:01:00 GMT',
    token: 'token-1',
  };
  server = Fastify();
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  server.post<{ Body: URLSearchParams }>('/services/oauth2/token', (request, reply) =>
    script.login(request.body, reply),
  );
  server.get<{ Params: { '*': string }; Querystring: { q?: string } }>(
    '/services/data/v66.0/*',
    (request, reply) => {
      reply.header('date', script.serverTime);
      if (request.headers.authorization !== `Bearer ${script.token}`)
        return reply.code(401).send([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }]);
      const path = request.params['*'];
      if (path.endsWith('/describe')) return script.description;
      asked.push(request.query.q ?? request.url);
      if (path.includes('/deleted')) return script.deleted;
      const next = script.replies.length > 1 ? script.replies.shift() : script.replies[0];
      return next?.(reply);
    },
  );
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(() => server.close());

const id = (number: number) => `006AA00000000${String(number).padStart(2, '0')}AAA`;
const row = (number: number, more = '') =>
  `{"attributes":{"type":"Opportunity"},"Id":"${id(number)}","SystemModstamp":"2026-03-01T08:05:58.000+0000","IsDeleted":${number === 3},"Amount":12500.50${more}}`;
const page =
  (rows: readonly string[], locator?: string, total = 3) =>
  (reply: FastifyReply) =>
    reply
      .type('application/json')
      .send(
        `{"totalSize":${total},"done":${locator === undefined}${locator === undefined ? '' : `,"nextRecordsUrl":"/services/data/v66.0/query/${locator}"`},"records":[${rows.join(',')}]}`,
      );
const failure =
  (status: number, errorCode: string, message = '') =>
  (reply: FastifyReply) =>
    reply.code(status).send([{ errorCode, message }]);

function open(more: Record<string, unknown> = {}) {
  const config = {
    loginUrl: url,
    clientId: 'client',
    clientSecret: 'hush',
    startDate: '2024-01-01',
    objects: { Opportunity: { fields: { Amount: 'decimal' }, control: { sums: ['Amount'] } } },
    ...more,
  };
  const { context, waits } = testContext('crm', now);
  return { connector: createSalesforceConnector(config, context), waits };
}

const nothing: StreamProgress = { slices: [] };
const finished = (...slices: readonly SliceSpec[]): StreamProgress => ({
  slices: slices.map((slice) => ({ slice, state: 'done' })),
});
const firstSlice = async () => single(await open().connector.slices('Opportunity', nothing, noSignal));

describe('slices', () => {
  it('begin with one slice over all history, behind the slower of the two clocks', async () => {
    script.serverTime = 'Tue, 31 Mar 2026 00:00:30 GMT';
    expect((await firstSlice()).params).toEqual({
      kind: 'window',
      low: '2024-01-01T00:00:00.000Z',
      high: '2026-03-30T23:59:30.000Z',
      flag: true,
    });
  });

  it('go on with overlapping increments of at most 30 days, and the feed of deleted records', async () => {
    const slice = await firstSlice();
    const old = { ...slice, params: { ...slice.params, high: '2026-02-01T00:00:00.000Z' } };
    const slices = await open().connector.slices('Opportunity', finished(old), noSignal);
    expect(slices.map(({ params }) => [params.kind, params.low, params.high])).toEqual([
      ['window', '2026-01-31T23:50:00.000Z', '2026-03-02T23:50:00.000Z'],
      ['window', '2026-03-02T23:50:00.000Z', '2026-03-31T00:00:00.000Z'],
      ['deleted', '2026-03-16T01:00:00.000Z', '2026-03-31T00:00:00.000Z'],
    ]);
  });

  it('end just behind the newest record of a copy', async () => {
    const newest = (reply: FastifyReply) =>
      reply.send({ totalSize: 1, done: true, records: [{ newest: '2031-03-01T08:05:58.000+0000' }] });
    script.replies = [newest];
    const { connector } = open({ windowEnd: 'newest' });
    const slice = single(await connector.slices('Opportunity', nothing, noSignal));
    expect(slice.params.high).toBe('2031-03-01T08:05:58.001Z');
    script.replies = [(reply) => reply.send({ totalSize: 1, done: true, records: [{ newest: null }] })];
    expect(await connector.slices('Opportunity', nothing, noSignal)).toEqual([]);
  });

  it('hand back what was begun', async () => {
    const slice = await firstSlice();
    const progress: StreamProgress = { slices: [{ slice, state: 'open' }] };
    expect(await open().connector.slices('Opportunity', progress, noSignal)).toEqual([slice]);
  });

  it('stop at a field that is hidden or of another type', async () => {
    script.description.fields = describeBody.fields.filter(({ name }) => name !== 'Amount');
    await expect(firstSlice()).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      subject: 'crm.Opportunity',
      message: 'The field Amount is missing, or this user may not see it.',
    });
    script.description.fields.push({ name: 'Amount', type: 'string' });
    await expect(firstSlice()).rejects.toThrow('The field Amount is string, declared as decimal.');
  });
});

describe('reading a window', () => {
  it('follows locators through a short and an empty page until it is done', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1)], '01gA-1'), page([], '01gA-2'), page([row(2), row(3)])];
    const { pages, records } = await readAll(open().connector, slice);
    expect(pages.map(({ records: rows, done, expectedRows }) => [rows.length, done, expectedRows])).toEqual([
      [1, false, 3],
      [0, false, 3],
      [2, true, 3],
    ]);
    expect(records[0]).toEqual({
      key: id(1),
      updatedAt: '2026-03-01T08:05:58.000Z',
      deleted: false,
      body: `{"Id":"${id(1)}","SystemModstamp":"2026-03-01T08:05:58.000+0000","IsDeleted":false,"Amount":12500.50}`,
    });
    expect(records.map(({ deleted }) => deleted)).toEqual([false, false, true]);
    expect(asked[0]).toBe(
      'SELECT Id, SystemModstamp, IsDeleted, Amount FROM Opportunity WHERE SystemModstamp >= 2024-01-01T00:00:00.000Z AND SystemModstamp < 2026-03-31T00:00:00.000Z ORDER BY SystemModstamp, Id',
    );
  });

  it('goes on behind the last row when the locator has expired, also in a run of equal stamps', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1)], '01gA-1')];
    const { connector } = open();
    const [first] = await firstPages(connector.read(slice, undefined, noSignal), 1);
    script.replies = [failure(400, 'INVALID_QUERY_LOCATOR'), page([row(2)])];
    const { pages, records } = await readAll(connector, slice, first?.next);
    expect(records.map(({ key }) => key)).toEqual([id(2)]);
    expect(pages[0]?.expectedRows).toBeUndefined();
    expect(asked.at(-1)).toContain(
      `(SystemModstamp > 2026-03-01T08:05:58.000Z OR (SystemModstamp = 2026-03-01T08:05:58.000Z AND Id > '${id(1)}'))`,
    );
  });

  it('asks for a limited number of rows at a time when the whole window takes too long', async () => {
    const slice = await firstSlice();
    script.replies = [
      failure(400, 'QUERY_TIMEOUT'),
      page([row(1)], undefined, 2000),
      page([row(2)], undefined, 1),
    ];
    const { pages, records } = await readAll(open().connector, slice);
    expect(records.map(({ key }) => key)).toEqual([id(1), id(2)]);
    expect(pages.map(({ done, expectedRows }) => [done, expectedRows])).toEqual([
      [false, undefined],
      [true, undefined],
    ]);
    expect(asked[1]).toMatch(/ORDER BY SystemModstamp, Id LIMIT 2000$/);
    expect(asked[2]).toContain(`Id > '${id(1)}'`);
  });

  it('logs in again when the session ends between two pages', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1)], '01gA-1'), page([row(2)])];
    const { connector } = open();
    const read = connector.read(slice, undefined, noSignal)[Symbol.asyncIterator]();
    await read.next();
    script.token = 'token-2';
    expect((await read.next()).value).toMatchObject({ done: true });
  });

  it('tells the daily limit from too many requests at once', async () => {
    const slice = await firstSlice();
    script.replies = [failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')];
    await expect(readAll(open().connector, slice)).rejects.toMatchObject({
      code: 'SOURCE_QUOTA',
      retryAfterMs: 3_600_000,
    });
    script.replies = [
      failure(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'),
      page([row(1)]),
    ];
    const { connector, waits } = open();
    expect((await readAll(connector, slice)).records).toHaveLength(1);
    expect(waits).toHaveLength(1);
  });

  it('stops before the next call when its share of the daily calls is used', async () => {
    const slice = await firstSlice();
    const last = (reply: FastifyReply) =>
      page([row(1)], '01gA-1')(reply.header('sforce-limit-info', 'api-usage=950/1000'));
    script.replies = [last];
    const pages = open().connector.read(slice, undefined, noSignal)[Symbol.asyncIterator]();
    expect((await pages.next()).value).toMatchObject({ done: false });
    await expect(pages.next()).rejects.toMatchObject({ code: 'SOURCE_QUOTA', retryAfterMs: 900_000 });
  });

  it.each([
    [400, 'QUERY_TIMEOUT', 'SOURCE_BAD_RESPONSE', 2],
    [400, 'INVALID_FIELD', 'SOURCE_CONTRACT', 1],
    [400, 'TXN_SECURITY_METERING_ERROR', 'SOURCE_CONTRACT', 1],
    [503, 'SERVER_UNAVAILABLE', 'SOURCE_BAD_RESPONSE', 3],
  ])('answers %i %s with %s after %i calls', async (status, errorCode, code, calls) => {
    const slice = await firstSlice();
    script.replies = [failure(status, errorCode, "No such column 'Amount' on entity")];
    await expect(readAll(open().connector, slice)).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(calls);
  });

  it('stops at a value of another type, without showing it', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1), row(2).replace('12500.50', '"12500.50"')])];
    await expect(readAll(open().connector, slice)).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      message: 'The field Amount came in another form than decimal.',
    });
  });

  it('stops when a record lacks a selected field, but takes null', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1).replace(',"Amount":12500.50', '')])];
    await expect(readAll(open().connector, slice)).rejects.toThrow(
      'The records came without the field Amount.',
    );
    script.replies = [page([row(1).replace('12500.50', 'null')])];
    expect((await readAll(open().connector, slice)).records[0]?.body).toContain('"Amount":null');
  });
});

describe('deleted records', () => {
  const slice: SliceSpec = {
    stream: 'Opportunity',
    id: 'deleted-x',
    params: { kind: 'deleted', low: '2026-03-30T00:00:00.500Z', high: '2026-03-31T00:00:00.000Z' },
    complete: false,
  };

  it('become tombstones', async () => {
    script.deleted = {
      deletedRecords: [{ id: id(1), deletedDate: '2026-03-30T10:00:00.000+0000' }],
      earliestDateAvailable: '2026-03-01T00:00:00.000+0000',
      latestDateCovered: '2026-03-31T00:00:00.000+0000',
    };
    const { records } = await readAll(open().connector, slice);
    expect(records).toEqual([
      {
        key: id(1),
        updatedAt: '2026-03-30T10:00:00.000Z',
        deleted: true,
        body: `{"Id":"${id(1)}","IsDeleted":true,"SystemModstamp":"2026-03-30T10:00:00.000+0000"}`,
      },
    ]);
    expect(asked[0]).toContain('start=2026-03-30T00:00:00%2B00:00');
  });

  it('are asked for again later when the feed is behind', async () => {
    script.deleted = { deletedRecords: [], latestDateCovered: '2026-03-30T10:00:00.000+0000' };
    await expect(readAll(open().connector, slice)).rejects.toThrow('has not caught up');
  });
});

describe('control, check and discovery', () => {
  it('counts living rows and writes large sums as plain decimals', async () => {
    script.replies = [
      (reply) =>
        reply
          .type('application/json')
          .send('{"totalSize":1,"done":true,"records":[{"n":3,"s0":1.2345678905E9}]}'),
    ];
    const totals = await open().connector.control('Opportunity', noSignal, await firstSlice());
    expect(totals).toEqual({ rows: '3', sums: { Amount: '1234567890.5' } });
    expect(asked[0]).toBe(
      'SELECT COUNT(Id) n, SUM(Amount) s0 FROM Opportunity WHERE SystemModstamp >= 2024-01-01T00:00:00.000Z AND SystemModstamp < 2026-03-31T00:00:00.000Z',
    );
  });

  it('tells the skew of the clocks and what the object offers', async () => {
    script.serverTime = 'Tue, 31 Mar 2026 00:01:03 GMT';
    const { connector } = open();
    expect(await connector.check(noSignal)).toEqual({
      ok: true,
      streams: [{ stream: 'Opportunity', ok: true }],
      clockSkewMs: 3_000,
    });
    expect((await connector.discover(noSignal))[0]?.fields).toMatchObject({ Amount: 'currency' });
  });
});

describe('logging in', () => {
  it('by a refresh token', async () => {
    let sent = '';
    script.login = (form) => {
      sent = form.toString();
      return { ...login, instance_url: url };
    };
    await open({ grant: 'refresh_token', refreshToken: 'r1' }).connector.slices(
      'Opportunity',
      nothing,
      noSignal,
    );
    expect(sent).toBe('grant_type=refresh_token&client_id=client&client_secret=hush&refresh_token=r1');
  });

  it('by a signed assertion that lives three minutes', async () => {
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    let claims: unknown;
    script.login = (form) => {
      const clockTimestamp = now().getTime() / 1000;
      claims = jwt.verify(form.get('assertion') ?? '', keys.publicKey, { clockTimestamp });
      return { ...login, instance_url: url };
    };
    const grant = { grant: 'jwt_bearer', username: 'robot@example.com', privateKey: keys.privateKey };
    await open(grant).connector.slices('Opportunity', nothing, noSignal);
    expect(claims).toEqual({
      iss: 'client',
      sub: 'robot@example.com',
      aud: url,
      exp: now().getTime() / 1000 + 180,
    });
  });

  it('says when it is refused, without the secret', async () => {
    script.login = (_, reply) =>
      reply.code(400).send({ error: 'invalid_grant', error_description: 'hush is wrong' });
    const report = await open().connector.check(noSignal);
    expect(report.streams[0]?.problem).toContain('Salesforce refused the login (invalid_grant).');
    expect(JSON.stringify(report)).not.toContain('hush');
  });
});

async function firstPages<T>(pages: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const one of pages) {
    read.push(one);
    if (read.length === count) break;
  }
  return read;
}
