import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineAsset, unpartitioned } from '../models/kit/asset.ts';
import { money, string } from '../models/kit/column.ts';
import { stream } from '../models/kit/mapping.ts';
import { mirrorPages } from './committed-page.ts';
import { heldTotal } from './control-total.ts';
import { createAssets } from './ddl.ts';
import type { FieldType } from './field-parsers.ts';
import { refusedMonth } from './judgement.ts';
import { quarantineRefused } from './quarantine.ts';
import { createRaw, dropUncommitted, insertPage, newestHashes, type RawRow } from './raw.ts';
import { noteSeen, vanishedRows } from './seen-key.ts';
import { streamRelation } from './stream-relation.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';
import { contentOf, insertVersion } from './version.ts';

const name = { source: 'erp', stream: 'order' };
const fields: Record<string, FieldType> = {
  no: 'string',
  amount: 'decimal',
  day: 'date',
  at: 'timestamp',
  ok: 'bool',
  n: 'int',
  extra: 'json',
};

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await createRaw(running.warehouse, name);
});
afterAll(() => running.stop());

let position = 0;
async function page(
  records: readonly (Partial<RawRow> & { readonly _key: string })[],
  commit = true,
  of = name,
): Promise<string> {
  const id = randomUUID();
  const rows = records.map(
    (record, row): RawRow => ({
      ...{ _page: id, _row: row, _updated_at: null, _deleted: false, record: '{}' },
      _hash: createHash('md5')
        .update(record.record ?? '')
        .digest('hex'),
      ...record,
    }),
  );
  expect(await insertPage(running.warehouse, of, id, rows)).toBe(rows.length);
  if (!commit) return id;
  position += 1;
  const committedAt = '2026-11-01T00:00:00.000Z';
  await mirrorPages(running.warehouse, [
    { ...of, page: id, position, slice: 's', sequence: position, rows: rows.length, committedAt },
  ]);
  return id;
}

const read = (until = position) =>
  running.warehouse.rows<Record<string, unknown>>(
    `SELECT * FROM (${streamRelation(name, fields, until)}) ORDER BY _key`,
  );

describe('a stream as staging reads it', () => {
  it('types what can be read, and names what cannot', async () => {
    await page([
      {
        _key: '1',
        record:
          '{"no":"A1","amount":12500.50,"day":"2026-02-28","at":"2026-03-01T08:05:58.000+0000","ok":true,"n":5100000000000000001,"extra":{"a":[1]}}',
      },
      { _key: '2', record: '{"no":"","amount":"1.2万","day":"2026-02-30","at":"soon","ok":null,"n":"x"}' },
    ]);
    const [good, bad] = await read();
    expect(good).toMatchObject({
      no: 'A1',
      amount: '12500.5',
      day: '2026-02-28',
      ok: true,
      n: '5100000000000000001',
      extra: '{"a":[1]}',
      _problems: [],
    });
    expect(good?.at).toBe('2026-03-01 08:05:58.000000');
    expect(bad).toMatchObject({ no: '', amount: null, day: null, at: null, ok: null, n: null, extra: null });
    expect(bad?._problems).toEqual(['amount', 'day', 'at', 'n']);
  });

  it('finds fields by whatever name a source gives them', async () => {
    const odd = ['订单 号', 'a.b', '2024', "o'clock", 'back`tick', 'back\\slash', 'Amount', 'amount'];
    const types = Object.fromEntries(odd.map((field): [string, FieldType] => [field, 'string']));
    const record = JSON.stringify(Object.fromEntries(odd.map((field) => [field, `${field}!`])));
    const sheet = { source: 'erp', stream: 'sheet' };
    await createRaw(running.warehouse, sheet);
    await page([{ _key: '1', record }], true, sheet);
    const [row] = await running.warehouse.rows<Record<string, unknown>>(
      streamRelation(sheet, types, position),
    );
    for (const field of odd) expect(row?.[field]).toBe(`${field}!`);
  });

  it('takes the text "null" for a text, and only a bare null or a missing field for nothing', async () => {
    const every = (value: string) =>
      `{${Object.keys(fields)
        .map((field) => `"${field}":${value}`)
        .join(',')}}`;
    await page([
      { _key: '2-empty', record: every('""') },
      { _key: '2-missing', record: '{}' },
      { _key: '2-null', record: every('null') },
      { _key: '2-text', record: every('"null"') },
    ]);
    const [empty, missing, bare, text] = (await read()).slice(-4);
    const nothing = { no: null, amount: null, day: null, at: null, ok: null, n: null, extra: null };
    expect(missing).toMatchObject({ ...nothing, _problems: [] });
    expect(bare).toMatchObject({ ...nothing, _problems: [] });
    expect(empty).toMatchObject({ ...nothing, no: '', extra: '""', _problems: [] });
    expect(text).toMatchObject({
      ...{ ...nothing, no: 'null', extra: '"null"' },
      _problems: ['amount', 'day', 'at', 'ok', 'n'],
    });
    await page(['empty', 'missing', 'null', 'text'].map((each) => ({ _key: `2-${each}`, _deleted: true })));
  });

  it('reads an amount of more digits than a double carries from a string', async () => {
    await page([
      { _key: 'long', record: '{"amount":"12345678901234567.1234","n":9223372036854775807}' },
      { _key: 'short', record: '{"amount":1234567890123.45}' },
    ]);
    const rows = await read();
    expect(rows.slice(-2)).toMatchObject([
      { amount: '12345678901234567.1234', n: '9223372036854775807' },
      { amount: '1234567890123.45' },
    ]);
    await page(['long', 'short'].map((_key) => ({ _key, _deleted: true })));
  });

  it('takes the newest row per key: by the source time, then by the page', async () => {
    await page([{ _key: '1', _updated_at: '2026-05-02 00:00:00.000002', record: '{"no":"newer"}' }]);
    await page([
      {
        _key: '1',
        _updated_at: '2026-05-02 00:00:00.000001',
        record: '{"no":"late arrival of an older state"}',
      },
    ]);
    await page([{ _key: '2', record: '{"no":"same time, later page"}', _deleted: true }]);
    const [first, second] = await read();
    expect(first?.no).toBe('newer');
    expect(second).toMatchObject({ no: 'same time, later page', _deleted: true });
  });

  it('reads up to a position, and never a page that is not committed', async () => {
    await page([{ _key: '1', _updated_at: '2026-06-01 00:00:00', record: '{"no":"stray"}' }], false);
    expect((await read())[0]?.no).toBe('newer');
    expect((await read(1))[0]?.no).toBe('A1');
    await dropUncommitted(running.warehouse, name, new Date(Date.now() + 60_000));
    const [left] = await running.warehouse.rows<{ n: string }>(
      `SELECT count() AS n FROM raw.erp__order WHERE record LIKE '%stray%'`,
    );
    expect(left?.n).toBe('0');
  });

  it('knows the newest hash of each key, and what a complete reading did not meet', async () => {
    const hashes = await newestHashes(running.warehouse, name, ['1', '9']);
    expect([...hashes.keys()]).toEqual(['1']);
    const id = await page([{ _key: '3', record: '{"no":"C3"}' }]);
    await noteSeen(running.warehouse, { ...name, slice: 'full' }, id, ['3']);
    expect((await vanishedRows(running.warehouse, { ...name, slice: 'full' })).map(({ key }) => key)).toEqual(
      ['1'],
    );
  });

  it('adds up what it holds as the source would', async () => {
    await page([
      { _key: '4', record: '{"amount":0.1}' },
      { _key: '5', record: '{"amount":"0.2"}' },
    ]);
    expect(await heldTotal(running.warehouse, name, ['amount'])).toEqual({
      rows: '4',
      sums: { amount: '0.3' },
    });
  });
});

describe('a mapping of the stream', () => {
  const mapped = defineAsset({
    key: 'stg.order__erp',
    description: 'Orders of the ERP.',
    columns: { order_no: string, amount: money, remark: string.orNull(), source_id: string },
    partitions: unpartitioned(),
    orderBy: ['order_no'],
    inputs: { order: stream('erp', 'order') },
    compute: { kind: 'text', sql: '', origin: '' },
    checks: [],
  });
  const select =
    'SELECT no AS order_no, amount, NULL::Nullable(String) AS remark, _key AS source_id, _problems AS problems FROM `order` WHERE NOT _deleted';

  it('keeps good rows and sends the others to quarantine with their rules', async () => {
    await createAssets(running.warehouse, [mapped]);
    await page([
      { _key: 'x', record: '{"no":"X","amount":1}' },
      { _key: 'y', record: '{"no":"Y"}' },
      { _key: 'z', record: '{"no":"Z","amount":"oops"}' },
    ]);
    const relations = { order: streamRelation(name, fields, position) };
    await insertVersion(running.warehouse, { asset: mapped, sql: select, relations }, 1, {});
    const months = (await contentOf(running.warehouse, mapped, 1)).map(({ month }) => month);
    expect(months).toEqual(['1970-01-01', refusedMonth]);
    const refused = await quarantineRefused(running.warehouse, mapped, 1);
    expect(refused).toEqual(expect.arrayContaining([{ rule: 'unreadable amount', rows: 1 }]));
    const why = await running.warehouse.rows(
      `SELECT source_id, groupArray(rule) AS rules FROM (SELECT * FROM meta.quarantine ORDER BY rule) WHERE source_id IN ('y', 'z') GROUP BY source_id ORDER BY source_id`,
    );
    expect(why).toEqual([
      { source_id: 'y', rules: ['amount is missing'] },
      { source_id: 'z', rules: ['amount is missing', 'unreadable amount'] },
    ]);
    const kept = await running.warehouse.rows<{ order_no: string }>(
      `SELECT order_no FROM store.stg_order__erp WHERE order_no IN ('X', 'Y', 'Z', '')`,
    );
    expect(kept).toEqual([{ order_no: 'X' }]);
  });

  it('sends a row that could not be taken apart there with its place and the reason', async () => {
    const typed = { ...fields, _file: 'string', _line: 'int', _refused: 'string' } as const;
    await page([
      { _key: 'f 3', record: '{"_file":"f","_line":"3","_refused":"9 values under 8 columns"}' },
      { _key: 'w', record: '{"no":"W","amount":"2","_file":"f","_line":"4"}' },
    ]);
    const sql = select.replace(' FROM', ", concat(_file, ' line ', toString(_line)) AS record_place FROM");
    const relations = { order: streamRelation(name, typed, position) };
    await insertVersion(running.warehouse, { asset: mapped, sql, relations }, 2, {});
    const refused = await quarantineRefused(running.warehouse, mapped, 2);
    expect(refused).toEqual(
      expect.arrayContaining([{ rule: 'unreadable row: 9 values under 8 columns', rows: 1 }]),
    );
    const why = await running.warehouse.rows(
      "SELECT DISTINCT source_id, JSONExtractString(detail, 'record_place') AS place FROM meta.quarantine WHERE _version = 2 AND source_id IN ('f 3', 'w')",
    );
    expect(why).toEqual([{ source_id: 'f 3', place: 'f line 3' }]);
  });
});
