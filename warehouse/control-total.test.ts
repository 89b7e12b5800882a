import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestControl, noteControl } from './control-total.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

const name = { source: 'social', stream: 'comment' };

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
});
afterAll(() => running.stop());

describe('what a source says of itself', () => {
  it('is the newest word, also where that no longer tells the share it can show', async () => {
    expect(await newestControl(running.warehouse, name)).toBeUndefined();
    await noteControl(running.warehouse, name, { rows: '10', sums: { likes: '3' }, coverage: 0.97 });
    expect(await newestControl(running.warehouse, name)).toEqual({
      ...{ rows: '10', sums: { likes: '3' }, coverage: 0.97 },
    });
    await noteControl(running.warehouse, name, { rows: '11', sums: {} });
    expect(await newestControl(running.warehouse, name)).toEqual({ rows: '11', sums: {}, coverage: null });
  });
});
