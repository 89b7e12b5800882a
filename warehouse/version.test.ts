import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fctOrderEvent } from '../models/fct/order-event.ts';
import { defineAsset, monthly, sql, unpartitioned } from '../models/kit/asset.ts';
import { baseMoney, date, date32, string, u32 } from '../models/kit/column.ts';
import { createAssets } from './ddl.ts';
import { dropVersions } from './drop-version.ts';
import { pointTo, visibleEntries } from './pointer.ts';
import { relationAt, relationClipped, relationOf } from './relation.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';
import { contentOf, emptyContent, insertVersion, sliceHashes } from './version.ts';

const sales = defineAsset({
  key: 'fct.sale',
  description: 'One sale.',
  columns: { day: date, rep: string, note: string.orNull(), net: baseMoney, qty: u32.describe('Pieces') },
  partitions: monthly('day'),
  orderBy: ['day', 'rep'],
  inputs: {},
  compute: sql(),
  checks: [],
});

const rep = defineAsset({
  key: 'dim.rep',
  description: 'One rep while something held.',
  columns: { rep: string, team: string, valid_from: date32, valid_to: date32 },
  partitions: unpartitioned(),
  orderBy: ['rep', 'valid_from'],
  inputs: {},
  compute: sql(),
  checks: [],
  validity: { from: 'valid_from', to: 'valid_to' },
});

const rows = (values: string) =>
  `SELECT * FROM values('day Date, rep String, note Nullable(String), net String, qty UInt8', ${values})`;
const january = `('2026-01-31', 'a', NULL, '0.333333333333', 1), ('2026-01-01', 'b', '', '2', 2)`;
const february = `('2026-02-01', 'a', 'x', '10000000000.01', 3)`;

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await createAssets(running.warehouse, [sales, rep]);
});
afterAll(() => running.stop());

const write = (values: string, version: number) =>
  insertVersion(running.warehouse, { asset: sales, sql: rows(values), relations: {} }, version, {});
/** The `COMMENT` of a table, or of one of its columns. */
const commentOf = async (database: string, table: string, column?: string) => {
  const [found] = await running.warehouse.rows<{ comment: string }>(
    column === undefined
      ? 'SELECT comment FROM system.tables WHERE database = {database:String} AND name = {table:String}'
      : 'SELECT comment FROM system.columns WHERE database = {database:String} AND table = {table:String} AND name = {column:String}',
    column === undefined ? { database, table } : { database, table, column },
  );
  return found?.comment;
};
const seen = (sqlText: string) =>
  running.warehouse.rows<{ rep: string; net: string }>(`SELECT rep, net FROM (${sqlText}) ORDER BY day, rep`);

describe('versions and the pointer', () => {
  it('shows nothing before a release and all of it after', async () => {
    await write(`${january}, ${february}`, 1);
    expect(await seen('SELECT * FROM fct.sale')).toEqual([]);
    await pointTo(running.warehouse, 1, [
      { asset: 'fct.sale', month: '2026-01-01', version: 1 },
      { asset: 'fct.sale', month: '2026-02-01', version: 1 },
    ]);
    expect(await visibleEntries(running.warehouse, 1)).toBe(2);
    expect((await seen('SELECT * FROM fct.sale')).map(({ net }) => net)).toEqual([
      '2',
      '0.333333333333',
      '10000000000.01',
    ]);
  });

  it('replaces a month, empties another, and still reads the older release', async () => {
    await write(`('2026-01-05', 'c', NULL, '7', 1)`, 2);
    await pointTo(running.warehouse, 2, [
      { asset: 'fct.sale', month: '2026-01-01', version: 2 },
      { asset: 'fct.sale', month: '2026-02-01', version: 2 },
    ]);
    expect((await seen('SELECT * FROM fct.sale')).map(({ rep }) => rep)).toEqual(['c']);
    expect(await seen(relationAt(sales, 1))).toHaveLength(3);
    expect(await seen(relationOf(sales, [{ month: '2026-02-01', version: 1 }]))).toHaveLength(1);
    expect(await seen(relationOf(sales, []))).toEqual([]);
  });

  it('gives equal content an equal hash, whatever the order, and tells NULL from empty', async () => {
    await write(`('2026-01-01', 'b', '', '2', 2), ('2026-01-31', 'a', NULL, '0.333333333333', 1)`, 3);
    await write(`('2026-01-01', 'b', NULL, '2', 2), ('2026-01-31', 'a', NULL, '0.333333333333', 1)`, 4);
    const [first, again, other] = await Promise.all(
      [1, 3, 4].map(async (version) => (await contentOf(running.warehouse, sales, version))[0]),
    );
    expect(again).toEqual(first);
    expect(other?.contentHash).not.toBe(first?.contentHash);
    expect(first?.contentHash).not.toBe(emptyContent);
  });

  it('writes only the months asked for', async () => {
    const composition = { asset: sales, sql: rows(`${january}, ${february}`), relations: {} };
    await insertVersion(running.warehouse, composition, 5, {}, { months: ['2026-02-01'] });
    expect((await contentOf(running.warehouse, sales, 5)).map(({ month }) => month)).toEqual(['2026-02-01']);
  });

  it('drops versions, twice without harm', async () => {
    const gone = [{ month: '2026-02-01', version: 5 }];
    await dropVersions(running.warehouse, sales, gone);
    await dropVersions(running.warehouse, sales, gone);
    expect(await contentOf(running.warehouse, sales, 5)).toEqual([]);
  });

  it('adds a column that a newer declaration has, and keeps what stands', async () => {
    const region = string.describe('Where', '何处');
    const wider = { ...sales, columns: { ...sales.columns, region } };
    await createAssets(running.warehouse, [wider]);
    expect(await running.warehouse.rows('SELECT rep, region FROM fct.sale')).toEqual([
      { rep: 'c', region: '' },
    ]);
    expect(await commentOf('fct', 'sale', 'region')).toBe('Where · 何处');
  });

  it('tells what a table and its columns mean and how they add up, and follows a newer declaration', async () => {
    const net = sales.columns.net.describe('Net of tax', '不含税').adds('additive');
    const told = { ...sales, descriptionZh: '一笔销售。', columns: { ...sales.columns, net } };
    await createAssets(running.warehouse, [told]);
    for (const [database, table] of [
      ['fct', 'sale'],
      ['store', 'fct_sale'],
    ] as const) {
      expect(await commentOf(database, table, 'net')).toBe('Net of tax (additive) · 不含税（可加）');
      expect(await commentOf(database, table)).toBe('One sale. · 一笔销售。');
    }
  });
});

it('describes a fact to whoever asks with DESCRIBE, in both languages', async () => {
  await createAssets(running.warehouse, [fctOrderEvent]);
  const columns = await running.warehouse.rows<{ name: string; comment: string }>(
    'DESCRIBE TABLE fct.order_event',
  );
  const told = Object.fromEntries(columns.map(({ name, comment }) => [name, comment]));
  expect(told).toMatchObject({
    order_no: 'Order number · 订单号',
    net_tc:
      'Without tax, order currency; refunds and cancellations negative (additive) · 不含税净额，订单币种；退款与取消为负数（可加）',
  });
  expect(columns.filter(({ comment }) => !/[a-z].* · .*\p{Script=Han}/u.test(comment))).toEqual([]);
});

describe('a slice of a dimension', () => {
  const people = `SELECT * FROM values('rep String, team String, valid_from Date32, valid_to Date32',
    ('a', 'east', '2025-01-01', '2026-02-16'), ('a', 'west', '2026-02-16', '2299-12-31'), ('b', 'east', '2026-03-01', '2299-12-31'))`;
  const pinned = (version: number) => [{ month: '1970-01-01', version }];

  it('holds the rows in force, clipped to the months', async () => {
    await insertVersion(running.warehouse, { asset: rep, sql: people, relations: {} }, 10, {});
    const clipped = relationClipped(rep, pinned(10), '2026-02-01', '2026-03-01');
    expect(await running.warehouse.rows(`SELECT * FROM (${clipped}) ORDER BY valid_from`)).toEqual([
      { rep: 'a', team: 'east', valid_from: '2026-02-01', valid_to: '2026-02-16' },
      { rep: 'a', team: 'west', valid_from: '2026-02-16', valid_to: '2026-03-01' },
    ]);
  });

  it('changes its hash only in the months a change touches', async () => {
    const moved = people.replace("('b', 'east', '2026-03-01'", "('b', 'west', '2026-03-01'");
    await insertVersion(running.warehouse, { asset: rep, sql: moved, relations: {} }, 11, {});
    const months = ['2026-01-01', '2026-02-01', '2026-03-01'];
    const before = await sliceHashes(running.warehouse, rep, pinned(10), months);
    const after = await sliceHashes(running.warehouse, rep, pinned(11), months);
    const changed = months.filter((month) => before.get(month) !== after.get(month));
    expect(changed).toEqual(['2026-03-01']);
  });
});
