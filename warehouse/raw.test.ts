import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mirrorPages } from './committed-page.ts';
import { createRaw, dropUncommitted, insertPage, newestHashes, type RawRow, rawTable } from './raw.ts';
import { deletePages, pagesInUse } from './raw-retention.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

const name = { source: 'crm', stream: 'visit' };
const many = 20_000;
const keys = Array.from({ length: many }, (_, index) => `客户'${index}-${'x'.repeat(40)}`);

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await createRaw(running.warehouse, name);
});
afterAll(() => running.stop());

const rowOf = (page: string, key: string, row: number): RawRow => ({
  ...{ _page: page, _row: row, _key: key, _updated_at: null, _deleted: false, record: '{}' },
  _hash: String(row).padStart(32, '0'),
});

async function rowsLeft(): Promise<string | undefined> {
  const sql = `SELECT count() AS n FROM ${rawTable(name)}`;
  return (await running.warehouse.rows<{ n: string }>(sql))[0]?.n;
}

describe('lists longer than the address of a request', { timeout: 60_000 }, () => {
  it('are asked for in pieces: the hashes of a page’s keys', async () => {
    const page = randomUUID();
    await insertPage(
      running.warehouse,
      name,
      page,
      keys.map((key, row) => rowOf(page, key, row)),
    );
    await mirrorPages(running.warehouse, [
      {
        ...name,
        page,
        position: 1,
        slice: 's',
        sequence: 1,
        rows: many,
        committedAt: '2026-11-01T00:00:00.000Z',
      },
    ]);
    const hashes = await newestHashes(running.warehouse, name, keys);
    expect(hashes.size).toBe(many);
    expect(hashes.get(keys[many - 1] ?? '')).toBe(String(many - 1).padStart(32, '0'));
    expect(await newestHashes(running.warehouse, name, [])).toEqual(new Map());
  });

  it('are deleted in pieces: retired pages, and rows of pages that never became committed', async () => {
    const pages = Array.from({ length: many }, () => randomUUID());
    await running.warehouse.insert(
      rawTable(name),
      pages.map((page) => rowOf(page, 'stray', 0)),
    );
    await deletePages(running.warehouse, name, pages.slice(many / 2));
    expect(await rowsLeft()).toBe(String(many + many / 2));
    await dropUncommitted(running.warehouse, name, new Date(Date.now() + 60_000));
    expect(await rowsLeft()).toBe(String(many));
    await deletePages(running.warehouse, name, [...(await pagesInUse(running.warehouse, name))]);
    expect(await rowsLeft()).toBe('0');
  });
});
