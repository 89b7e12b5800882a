import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FieldType, parsers } from './field-parsers.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

// What people typed, brought into one form: what is not surely meant stays unread, and its row waits in quarantine.
let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
});
afterAll(() => running.stop());

async function read(type: FieldType, texts: readonly string[]): Promise<readonly unknown[]> {
  const rows = await running.warehouse.rows<{ value: unknown }>(
    `SELECT ${parsers[type]('typed')} AS value
     FROM (SELECT arrayJoin(arrayEnumerate({texts:Array(String)})) AS place, CAST({texts:Array(String)}[place], 'Nullable(String)') AS typed)
     ORDER BY place`,
    { texts: [...texts] },
  );
  return rows.map(({ value }) => value);
}

it('reads amounts with units, marks and separators, exactly', async () => {
  const same = [
    '1.2万',
    '12,000.00',
    '¥12000',
    '￥１２，０００',
    'RMB 1.2万元',
    '0.00012亿',
    '1.2 万',
    '12千',
  ];
  expect(await read('amount', same)).toEqual(same.map(() => '12000'));
  expect(await read('amount', ['-3百万', '0.1', '1234567890123.45'])).toEqual([
    '-3000000',
    '0.1',
    '1234567890123.45',
  ]);
  expect(await read('amount', ['1.2万吨', '约12000', '12.0.0', '一万', ''])).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('reads days with any of the usual marks, and no day that does not exist', async () => {
  const same = [
    '2026-03-01',
    '2026/3/1',
    '2026.3.1',
    '２０２６年３月１日',
    '2026-03-01 08:00',
    '2026-03-01T08:00:00Z',
  ];
  expect(await read('day', same)).toEqual(same.map(() => '2026-03-01'));
  expect(await read('day', ['2026-02-30', '3/1/2026', '2026年', 'soon'])).toEqual([null, null, null, null]);
});

it('reads telephone numbers as their digits', async () => {
  const same = ['+86 138-0000-1234', '0086 13800001234', '１３８００００１２３４', '138 0000 1234'];
  expect(await read('phone', same)).toEqual(same.map(() => '13800001234'));
  expect(await read('phone', ['021-6666 8888', 'none'])).toEqual(['02166668888', null]);
});

it('makes full-width letters plain, and one blank of many', async () => {
  expect(await read('text', [' Ｑｉｈｅｎｇ　 启衡（上海） ', '  '])).toEqual(['Qiheng 启衡(上海)', null]);
});
