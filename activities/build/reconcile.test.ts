import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineAsset, unpartitioned } from '../../models/kit/asset.ts';
import { money, string } from '../../models/kit/column.ts';
import { noteControl } from '../../warehouse/control-total.ts';
import { createAssets } from '../../warehouse/ddl.ts';
import { type TestWarehouse, testWarehouse } from '../../warehouse/test-warehouse.ts';
import { reconcileStatement } from './reconcile.ts';

const asset = defineAsset({
  key: 'stg.refund__erp',
  description: 'Refunds of the ERP.',
  columns: { refund_no: string, amount: money },
  partitions: unpartitioned(),
  orderBy: ['refund_no'],
  inputs: {},
  compute: { kind: 'text', sql: '', origin: '' },
  checks: [],
});
const name = { source: 'erp', stream: 'refund' };
const sum = { field: 'amount', column: 'amount' };
const check = { kind: 'reconcile', ...name, sum, severity: 'warn' } as const;
const month = '1970-01-01';
const candidate = { runId: 'r', asset, version: 1, months: [], view: [{ month, version: 1 }], rows: 2 };

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await createAssets(running.warehouse, [asset]);
  const row = { _month: month, _version: 1 };
  await running.warehouse.insert('store.stg_refund__erp', [
    { ...row, refund_no: 'R1', amount: '10.10' },
    { ...row, refund_no: 'R2', amount: '0.20' },
  ]);
});
afterAll(() => running.stop());

async function judged(): Promise<unknown> {
  const { warehouse } = running;
  const statement = await reconcileStatement({ warehouse }, candidate, check);
  return statement === undefined ? undefined : (await warehouse.rows(statement.verdict))[0];
}

it('has nothing to say before the source has told its totals', async () => {
  expect(await judged()).toBeUndefined();
});

it('passes when rows and sum are the source’s own', async () => {
  await noteControl(running.warehouse, name, { rows: '2', sums: { amount: '10.30' } });
  expect(await judged()).toMatchObject({ broken: '0' });
});

it('counts refused rows, and fails by the sum they lack', async () => {
  await running.warehouse.insert('meta.quarantine', [
    { asset: asset.key, _version: 1, source_id: 'R3', rule: 'amount is missing', detail: '' },
  ]);
  await noteControl(running.warehouse, name, { rows: '3', sums: { amount: '15.30' } });
  expect(await judged()).toEqual({
    broken: '1',
    observed: '3 of 3 rows, 1 of them refused; sum 10.3 of 15.3',
  });
});
