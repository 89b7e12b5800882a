import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { noSignal, readAll } from '../kit/test-context.ts';
import { id, testSalesforce } from './test-salesforce.ts';

const { asked, firstSlice, open, script } = testSalesforce();

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

describe('reading a window', () => {
  it('follows locators through a short and an empty page until it is done', async () => {
    const slice = await firstSlice();
    script.replies = [page([row(1)], '01gA-1'), page([], '01gA-2'), page([row(2), row(3)])];
    const { pages, records } = await readAll(open().connector, slice);
    expect(pages.map(({ records: rows, done }) => [rows.length, done])).toEqual([
      [1, false],
      [0, false],
      [2, true],
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
    const { records } = await readAll(connector, slice, first?.next);
    expect(records.map(({ key }) => key)).toEqual([id(2)]);
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
    expect(pages.map(({ done }) => done)).toEqual([false, true]);
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

async function firstPages<T>(pages: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const one of pages) {
    read.push(one);
    if (read.length === count) break;
  }
  return read;
}
