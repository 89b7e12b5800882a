import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dimFxRate } from '../../models/dim/fx-rate.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { assetNamed, type Bench, openBench, tableOf } from '../bench.ts';

// Rows that break one rule each, and rows beside them that look like it and are in order.
let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(() => bench.stop());

const sqlOf = (name: string) => readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8');

async function broken(
  name: string,
  key: string,
  rows: Parameters<Bench['give']>[1],
): Promise<readonly unknown[]> {
  const asset: Asset = assetNamed(key);
  expect(asset.checks, `${key} does not ask for ${name}`).toContainEqual({
    kind: 'query',
    name,
    severity: 'block',
  });
  await bench.give(asset, rows);
  const found = await bench.read<Record<string, unknown>>(
    `WITH candidate AS (SELECT * FROM ${tableOf(asset.key)}) SELECT * FROM (${sqlOf(name)})`,
  );
  return found.map((row) => Object.values(row)[0]).toSorted();
}

const always = { valid_from: '2020-01-01', valid_to: '2299-12-31' };

it('finds units that go round in a circle, on the days they do', async () => {
  const unit = (org_id: string, parent_id: string | null, more: object = {}) => ({
    ...{ org_id, parent_id, ...always, ...more },
  });
  const rows = [
    unit('TOP', null),
    unit('A', 'B'),
    unit('B', 'C'),
    unit('C', 'A'),
    unit('UNDER', 'A'),
    unit('SELF', 'SELF'),
    // These two change places: never at the same time above each other.
    unit('X', 'Y', { valid_to: '2026-01-01' }),
    unit('X', 'TOP', { valid_from: '2026-01-01' }),
    unit('Y', 'TOP', { valid_to: '2026-01-01' }),
    unit('Y', 'X', { valid_from: '2026-01-01' }),
  ];
  expect(await broken('org_units_in_circle', 'dim.org', rows)).toEqual(['A', 'B', 'C', 'SELF']);
});

it('finds people who are their own superior', async () => {
  const person = (employee_id: string, manager_id: string | null) => ({ employee_id, manager_id, ...always });
  const rows = [
    person('BOSS', null),
    person('E1', 'BOSS'),
    person('E2', 'E3'),
    person('E3', 'E2'),
    person('E4', 'GONE'),
    person('unassigned', null),
  ];
  expect(await broken('managers_in_circle', 'dim.employee', rows)).toEqual(['E2', 'E3']);
});

it('finds orders of an amount that cannot be', async () => {
  const rows = [
    { order_no: 'LARGE', net_base: '1000000000000' },
    { order_no: 'ABSURD', net_base: '1000000000000.01' },
    { order_no: 'BACK', net_base: '-1000000000001' },
    { order_no: 'UNKNOWN', net_base: null },
  ];
  expect(await broken('order_amount_absurd', 'fct.order_event', rows)).toEqual(['ABSURD', 'BACK']);
});

it('finds refunds that would add, but lets a cancelled discount come back', async () => {
  const rows = [
    { order_no: 'GOOD', event_type: 'refund', net_tc: '-5' },
    { order_no: 'WRONG', event_type: 'refund', net_tc: '5' },
    { order_no: 'DISCOUNT', event_type: 'cancellation', net_tc: '5' },
  ];
  expect(await broken('refund_that_adds', 'fct.order_reversal', rows)).toEqual(['WRONG']);
});

it('finds rates that are nothing, quoted this way or the other, instead of going on with the one before', async () => {
  const quote = (from_currency: string, to_currency: string, rate: string) => ({
    ...{ from_currency, to_currency, rate, rate_date: '2026-01-05' },
  });
  await bench.give(assetNamed('stg.fx_rate'), [
    { ...quote('EUR', 'CNY', '7.8'), rate_date: '2026-01-04' },
    quote('USD', 'CNY', '7.1'),
    quote('EUR', 'CNY', '0'),
    quote('GBP', 'CNY', '-9'),
    quote('CNY', 'JPY', '0'),
  ]);
  await bench.build(dimFxRate);
  const rows = await bench.read<Record<string, unknown>>(`SELECT * FROM ${tableOf('dim.fx_rate')}`);
  expect(await broken('fx_rate_not_positive', 'dim.fx_rate', rows)).toEqual(['EUR', 'GBP', 'JPY']);
});

describe('every check that an asset asks for', () => {
  const asked = modelAssets.flatMap(({ key, checks }) =>
    checks.flatMap((check) => (check.kind === 'query' ? [[key, check.name] as const] : [])),
  );
  it.each(asked)('%s: %s says what it finds', (_key, name) => {
    expect(sqlOf(name)).toMatch(/^-- [A-Z]/);
  });
});
