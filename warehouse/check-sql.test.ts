import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineAsset, unpartitioned } from '../models/kit/asset.ts';
import { relationship } from '../models/kit/check.ts';
import { string } from '../models/kit/column.ts';
import { checkStatement } from './check-sql.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
});
afterAll(() => running.stop());

it('finds references to nothing, and takes an empty one for unknown', async () => {
  const asset = defineAsset({
    key: 'fct.example',
    description: 'An example.',
    columns: { order_no: string.orNull() },
    partitions: unpartitioned(),
    orderBy: [],
    inputs: {},
    compute: { kind: 'sql' },
    checks: [],
  });
  const statement = checkStatement(relationship('order_no', 'stg.order', 'order_no'), {
    asset,
    candidate: "SELECT arrayJoin(['A1', 'A2', '', NULL]) AS order_no",
    published: '',
    others: (key) => `SELECT 'A1' AS order_no WHERE '${key}' = 'stg.order'`,
  });
  expect(await running.warehouse.rows(statement?.verdict ?? '')).toEqual([
    { broken: '1', observed: '1 rows' },
  ]);
  expect(await running.warehouse.rows(statement?.failingRows ?? '')).toEqual([{ order_no: 'A2' }]);
});
