import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Warehouse } from '../../warehouse/client.ts';
import { tellingWarehouse } from './telling-warehouse.ts';

function failing(code: ErrorCode): Warehouse {
  const fail = (sql: string) => Promise.reject(new YardstickError(code, 'No such column.', { sql }));
  return {
    ...{ command: fail, rows: fail, insert: (table) => fail(`INSERT INTO ${table}`) },
    ...{ ping: async () => true, close: async () => {} },
  };
}

describe('the log of the worker', () => {
  it('holds every statement that the warehouse refuses', async () => {
    const told: string[] = [];
    const warehouse = tellingWarehouse(failing('WAREHOUSE_REFUSED'), (text) => told.push(text));
    const refused = { code: 'WAREHOUSE_REFUSED', sql: 'SELECT nope' };
    await expect(warehouse.rows('SELECT nope')).rejects.toMatchObject(refused);
    await expect(warehouse.command('DROP nope')).rejects.toThrow();
    await expect(warehouse.insert('nope', [{ phone: '13800138000' }])).rejects.toThrow();
    expect(told).toEqual(
      ['SELECT nope', 'DROP nope', 'INSERT INTO nope'].map((sql) => `No such column.\n${sql}`),
    );
  });

  it('says nothing of a server that is away', async () => {
    const told: string[] = [];
    const warehouse = tellingWarehouse(failing('WAREHOUSE_UNREACHABLE'), (text) => told.push(text));
    await expect(warehouse.command('SELECT 1')).rejects.toThrow();
    expect(told).toEqual([]);
  });
});
