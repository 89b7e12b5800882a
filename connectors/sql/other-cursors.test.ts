import { describe, expect, it } from 'vitest';
import { noSignal, readAll, single } from '../kit/test-context.ts';
import { finished, keys, nothing, testSource } from './test-source.ts';

const { open, query, table } = testSource();

describe('other cursors', () => {
  it('reads a zoneless stamp in its declared zone, midnight at +08:00 included', async () => {
    await table(
      'receipts',
      'no text PRIMARY KEY, paid date, at timestamp',
      `('R1', '2026-04-30', '2026-05-01 00:00')`,
    );
    const cursor = { field: 'at', type: 'timestamp', zone: 'Asia/Shanghai' };
    const connector = await open({
      receipts: { table: 'receipts', primaryKey: ['no'], cursor, lagSeconds: 0 },
    });
    const slice = single(await connector.slices('receipts', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    await connector.close();
    expect(records[0]?.updatedAt).toBe('2026-04-30T16:00:00.000000Z');
    expect(records[0]?.body).toBe('{"no":"R1","paid":"2026-04-30","at":"2026-04-30T16:00:00.000000Z"}');
    expect(slice.params.high).toBe(localText(String(slice.params.end)));
  });

  it('reads the day of the last window again when the cursor is a date', async () => {
    await table('days', 'id int PRIMARY KEY, day date', `(1, (now() AT TIME ZONE 'UTC')::date)`);
    const connector = await open({
      days: { table: 'days', primaryKey: ['id'], cursor: { field: 'day', type: 'date' }, lagSeconds: 0 },
    });
    const first = single(await connector.slices('days', nothing, noSignal));
    await query(`INSERT INTO days SELECT 2, day FROM days`);
    const next = single(await connector.slices('days', finished(first), noSignal));
    const { records } = await readAll(connector, next);
    await connector.close();
    expect(keys(records)).toEqual(['1', '2']);
  });

  it('reads new rows of a growing key, and a lower key that was committed late', async () => {
    await table('moves', 'id int PRIMARY KEY', '(1)', '(2)', '(4)');
    const cursor = { field: 'id', type: 'int' };
    const connector = await open({ moves: { table: 'moves', primaryKey: ['id'], cursor, overlapKeys: 2 } });
    const first = single(await connector.slices('moves', nothing, noSignal));
    await query('INSERT INTO moves VALUES (3), (5)');
    const next = single(await connector.slices('moves', finished(first), noSignal));
    const { records } = await readAll(connector, next);
    const idle = single(await connector.slices('moves', finished(first, next), noSignal));
    await connector.close();
    expect(keys(records)).toEqual(['3', '4', '5']);
    expect(idle.id).not.toBe(next.id);
  });

  it('has nothing to read in an empty table with a growing key', async () => {
    await table('moves', 'id int PRIMARY KEY');
    const cursor = { field: 'id', type: 'int' };
    const connector = await open({ moves: { table: 'moves', primaryKey: ['id'], cursor } });
    expect(await connector.slices('moves', nothing, noSignal)).toEqual([]);
    await connector.close();
  });
});

function localText(utc: string): string {
  const shifted = new Date(Date.parse(utc) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 19)}.${utc.slice(20, 26)}`;
}
