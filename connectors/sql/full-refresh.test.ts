import { describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single } from '../kit/test-context.ts';
import { keys, nothing, testSource } from './test-source.ts';

const { open, query, table } = testSource();

describe('a stream read in full', () => {
  it('pages by a composite key, is complete, and joins the key with U+001F', async () => {
    await table('prices', 'sku text, region text, price money, PRIMARY KEY (sku, region)');
    await query(`INSERT INTO prices VALUES ('A', 'n', 10.50), ('A', 's', 11), ('B', 'n', 12)`);
    const connector = await open({ prices: { table: 'prices', primaryKey: ['sku', 'region'], pageRows: 2 } });
    const slice = single(await connector.slices('prices', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    const [declared] = connector.streams;
    await connector.close();
    expect(slice.complete).toBe(true);
    expect(keys(records)).toEqual(['A\u001fn', 'A\u001fs', 'B\u001fn']);
    expect(records[0]?.body).toBe('{"sku":"A","region":"n","price":10.50}');
    expect(declared).toMatchObject({
      deleteMode: 'sweep',
      cursor: undefined,
      fields: { sku: 'string', price: 'decimal' },
    });
  });

  it('keeps more digits of an amount than a double carries', async () => {
    await table('totals', 'id int PRIMARY KEY, total numeric', '(1, 12345678901234567.1234)', '(2, 0.10)');
    const connector = await open({ totals: { table: 'totals', primaryKey: ['id'] } });
    const slice = single(await connector.slices('totals', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    await connector.close();
    expect(records.map(({ body }) => body)).toEqual([
      '{"id":1,"total":"12345678901234567.1234"}',
      '{"id":2,"total":0.10}',
    ]);
  });

  it('goes on with an unfinished pass of the last day and starts anew after it', async () => {
    await table('prices', 'sku text PRIMARY KEY');
    const connector = await open({ prices: { table: 'prices', primaryKey: ['sku'] } });
    const pass = single(await connector.slices('prices', nothing, noSignal));
    const begun = (slice: SliceSpec): StreamProgress => ({ slices: [{ slice, state: 'open' }] });
    const old = { ...pass, id: 'old', params: { kind: 'full', at: '2026-01-01T00:00:00Z' } };
    expect(single(await connector.slices('prices', begun(pass), noSignal))).toEqual(pass);
    expect(single(await connector.slices('prices', begun(old), noSignal)).id).not.toBe('old');
    await connector.close();
  });

  it('marks soft-deleted rows and leaves them out of the control totals', async () => {
    await table('bills', 'id int PRIMARY KEY, total numeric, gone_at timestamptz');
    await query(`INSERT INTO bills VALUES (1, 0.10, NULL), (2, 0.20, NULL), (3, 5, now())`);
    const bills = {
      table: 'bills',
      primaryKey: ['id'],
      refresh: 'full',
      softDelete: 'gone_at',
      control: { sums: ['total'] },
    };
    const connector = await open({ bills });
    const slice = single(await connector.slices('bills', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    expect(records.map(({ deleted }) => deleted)).toEqual([false, false, true]);
    expect(await connector.control('bills', noSignal)).toEqual({ rows: '2', sums: { total: '0.30' } });
    await connector.close();
  });
});
