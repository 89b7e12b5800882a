import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, ControlTotals, SourcePage } from '../connectors/kit/connector.ts';
import { acquireLease, isHeld, type Lease } from '../ledger/lease.ts';
import { commitPage } from '../ledger/page.ts';
import { openSlice } from '../ledger/slice.ts';
import { type TestLedger, testLedger } from '../ledger/test-ledger.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { createRaw, insertPage, rawTable } from '../warehouse/raw.ts';
import { type TestWarehouse, testWarehouse } from '../warehouse/test-warehouse.ts';
import { rawRows } from './extraction/raw-rows.ts';
import { reconcileStream } from './reconcile-stream.ts';

const name = { source: 'erp', stream: 'receipt' };
const slice = { ...name, slice: 'one' };

describe('a stream compared with its source', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let running: TestWarehouse;
  let lease: Lease;
  let control: ControlTotals;
  let statements: string[] = [];
  let pages = 0;

  beforeAll(async () => {
    [ledger, running] = await Promise.all([testLedger(), testWarehouse()]);
    await createRaw(running.warehouse, name);
    await openSlice(ledger.db, { ...slice, spec: {}, runId: 'r' });
    const answer = await acquireLease(ledger.db, { key: 'stream', holder: 'test', ttlSeconds: 600 });
    if (isHeld(answer)) throw new Error('held');
    lease = answer;
  });
  afterAll(async () => {
    await ledger?.close();
    await running?.stop();
  });

  async function addPage(...amounts: readonly [string, number][]): Promise<void> {
    pages += 1;
    const page = randomUUID();
    const rows = rawRows(
      page,
      amounts.map(([key, amount]) => ({
        ...{ key, updatedAt: undefined, deleted: false, body: `{"amount":${amount}}` },
      })),
    );
    await insertPage(running.warehouse, name, page, rows);
    await commitPage(ledger.db, lease, {
      ...{ ...slice, sequence: pages, page, rows: rows.length, sha256: 'ab'.repeat(32) },
      ...{ next: { after: pages }, done: false, runId: 'r' },
    });
  }

  async function compared() {
    statements = [];
    const warehouse: Warehouse = {
      ...running.warehouse,
      rows: (sql, ...more) => {
        statements.push(sql);
        return running.warehouse.rows(sql, ...more);
      },
      insert: (table, ...more) => {
        statements.push(`INSERT INTO ${table}`);
        return running.warehouse.insert(table, ...more);
      },
    };
    const unasked = () => Promise.reject(new Error('Only totals are asked for.'));
    const connector: Connector = {
      ...{ streams: [], check: unasked, discover: unasked, slices: unasked, close: async () => {} },
      control: async () => control,
      async *read(): AsyncIterable<SourcePage> {},
    };
    const context = { connect: async () => connector, db: ledger.db, warehouse };
    return reconcileStream(context, new AbortController().signal, { runId: randomUUID(), ...name });
  }
  const addedUp = () => statements.filter((sql) => sql.includes('argMax(tuple(_deleted'));

  it('holds the newest row of each key, and says where that differs', async () => {
    await addPage(['a', 10], ['b', 20]);
    await addPage(['b', 25]);
    control = { rows: '2', sums: { amount: '36' } };
    expect(await compared()).toEqual({
      equal: false,
      observed: 'rows: source 2, held 2; amount: source 36, held 35',
    });
  });

  it('is not added up again while the same pages count, nor is the same word noted twice', async () => {
    control = { rows: '2', sums: { amount: '35' } };
    expect(await compared()).toMatchObject({ equal: true });
    expect(addedUp()).toEqual([]);
    expect(statements).toContain('INSERT INTO meta.control_total');
    expect(await compared()).toMatchObject({ equal: true });
    expect(statements).toHaveLength(1);
  });

  it('is added up again over other fields', async () => {
    control = { rows: '2', sums: {} };
    expect(await compared()).toEqual({ equal: true, observed: 'rows: source 2, held 2' });
    expect(addedUp()).toHaveLength(1);
  });

  it('is added up again after a page with rows, not after an empty one', async () => {
    await addPage();
    await compared();
    expect(addedUp()).toEqual([]);
    await addPage(['c', 5]);
    expect(await compared()).toMatchObject({ equal: false, observed: 'rows: source 2, held 3' });
    expect(addedUp()).toHaveLength(1);
  });

  it('is added up again when rows are gone that were there', async () => {
    control = { rows: '3', sums: {} };
    expect(await compared()).toMatchObject({ equal: true });
    await running.warehouse.command(`DELETE FROM ${rawTable(name)} WHERE _key = 'c'`);
    expect(await compared()).toMatchObject({ equal: false, observed: 'rows: source 3, held 2' });
  });
});
