import { Readable } from 'node:stream';
import type { ClickHouseSettings, DataFormat } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { clientOf } from './endpoint-client.ts';

/** Writing with @clickhouse/client: arrays and streams, every kind of format, parts of columns, compression. */
let server: TestClickHouse;
const table = 'sale';
beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.client.command({
    query: `CREATE OR REPLACE TABLE ${table} (id UInt64, name String DEFAULT 'nobody', price Decimal(18, 4)) ENGINE = MergeTree ORDER BY id`,
  });
});

interface Sale {
  readonly id: string;
  readonly name: string;
  readonly price: string;
}
const sales: Sale[] = [
  { id: '1', name: "it's 标尺", price: '1.5' },
  { id: '18446744073709551615', name: 'tab\tand\nline', price: '12345678901234.5678' },
];

async function stored(): Promise<Sale[]> {
  const query = `SELECT id, name, price FROM ${table} ORDER BY id`;
  return await (await server.client.query({ query, format: 'JSONEachRow' })).json<Sale>();
}

describe('an array', () => {
  const rows = sales.map(({ id, name, price }) => [id, name, price]);
  const names = ['id', 'name', 'price'];
  const types = ['UInt64', 'String', 'Decimal(18, 4)'];

  test.each([
    ['JSONEachRow', sales],
    ['JSONStringsEachRow', sales],
    ['JSONCompactEachRow', rows],
    ['JSONCompactStringsEachRow', rows],
    ['JSONCompactEachRowWithNames', [names, ...rows]],
    ['JSONCompactEachRowWithNamesAndTypes', [names, types, ...rows]],
  ] as [DataFormat, unknown[]][])('of %s', async (format, values) => {
    const result = await server.client.insert({ table, values, format });
    expect(result).toMatchObject({ executed: true, summary: { written_rows: '2' } });
    expect(await stored()).toEqual(sales);
  });

  test('that is empty inserts nothing and asks nobody', async () => {
    expect(await server.client.insert({ table, values: [], format: 'JSONEachRow' })).toMatchObject({
      executed: false,
    });
  });

  test('of some columns: the others take their defaults', async () => {
    const values = [{ id: '7', price: '1' }];
    await server.client.insert({ table, values, format: 'JSONEachRow', columns: ['id', 'price'] });
    await server.client.insert({
      ...{ table, format: 'JSONEachRow', columns: { except: ['name'] } },
      values: [{ id: '8', price: '2' }],
    });
    expect((await stored()).map(({ id, name }) => [id, name])).toEqual([
      ['7', 'nobody'],
      ['8', 'nobody'],
    ]);
  });
});

describe('a document', () => {
  test('with its meta', async () => {
    const meta = [
      { name: 'id', type: 'UInt64' },
      { name: 'name', type: 'String' },
      { name: 'price', type: 'Decimal(18, 4)' },
    ];
    await server.client.insert({ table, values: { meta, data: sales }, format: 'JSON' });
    expect(await stored()).toEqual(sales);
  });

  test('of named rows', async () => {
    const values = Object.fromEntries(sales.map((sale, index) => [`row_${index}`, sale]));
    await server.client.insert({ table, values, format: 'JSONObjectEachRow' });
    expect(await stored()).toEqual(sales);
  });
});

describe('a stream', () => {
  test('of 200,000 objects that are made as they go', async () => {
    const many = 200_000;
    function* made() {
      for (let id = 0; id < many; id++) yield { id, name: `number ${id}`, price: '0.5' };
    }
    const values = Readable.from(made(), { objectMode: true });
    const { summary } = await server.client.insert({ table, values, format: 'JSONEachRow' });
    expect(summary?.written_rows).toBe(String(many));
    const query = `SELECT count() AS c, toString(sum(price)) AS p FROM ${table}`;
    expect(await (await server.client.query({ query, format: 'JSONEachRow' })).json()).toEqual([
      { c: String(many), p: '100000' },
    ]);
  });

  test.each([
    ['CSV', '1,"a",1.5\n2,"b",2.5\n'],
    ['CSVWithNames', 'id,price,name\n1,1.5,a\n2,2.5,b\n'],
    ['TabSeparated', '1\ta\t1.5\n2\tb\t2.5\n'],
    [
      'TabSeparatedWithNamesAndTypes',
      'id\tname\tprice\nUInt64\tString\tDecimal(18, 4)\n1\ta\t1.5\n2\tb\t2.5\n',
    ],
    [
      'CustomSeparated',
      '1;a;1.5\n2;b;2.5\n',
      { format_custom_field_delimiter: ';', format_custom_escaping_rule: 'CSV', format_csv_delimiter: ';' },
    ],
  ] as [DataFormat, string, ClickHouseSettings?][])(
    'of %s text',
    async (format, text, clickhouse_settings = {}) => {
      const values = Readable.from([text.slice(0, 7), text.slice(7)], { objectMode: false });
      await server.client.insert({ table, values, format, clickhouse_settings });
      expect((await stored()).map(({ id, name }) => [id, name])).toEqual([
        ['1', 'a'],
        ['2', 'b'],
      ]);
    },
  );

  test('of Parquet, as the server wrote it', async () => {
    const query =
      "SELECT number::UInt64 AS id, 'p' AS name, 1.5::Decimal(18, 4) AS price FROM numbers(100000) FORMAT Parquet";
    const { stream } = await server.client.exec({ query });
    await server.client.insert({ table, values: stream, format: 'Parquet' });
    expect(await stored()).toHaveLength(100_000);
  });

  test('that breaks off has inserted nothing', async () => {
    async function* broken() {
      for (let id = 0; id < 50_000; id++) yield { id, name: 'x', price: '1' };
      throw new Error('the source went away');
    }
    const values = Readable.from(broken(), { objectMode: true });
    await expect(server.client.insert({ table, values, format: 'JSONEachRow' })).rejects.toThrow();
    await expect.poll(stored).toEqual([]);
  });

  test('through exec, with the statement in the address', async () => {
    const values = Readable.from(['9,nine,9\n'], { objectMode: false });
    const { stream } = await server.client.exec({ query: `INSERT INTO ${table} FORMAT CSV`, values });
    stream.resume();
    await expect.poll(stored).toEqual([{ id: '9', name: 'nine', price: '9' }]);
  });
});

describe('compression', () => {
  test.each([
    ['gzip', { request: true, response: true }],
    ['gzip at a level', { request: { codec: 'gzip', level: 1 }, response: { codec: 'gzip' } }],
    ['br', { request: { codec: 'br' }, response: { codec: 'br' } }],
  ] as const)('%s both ways', async (_, compression) => {
    const client = clientOf(server, { compression });
    const values = Array.from({ length: 50_000 }, (_, id) => ({ id, name: `number ${id}`, price: '1' }));
    await client.insert({ table, values, format: 'JSONEachRow' });
    const result = await client.query({ query: `SELECT * FROM ${table}`, format: 'JSONEachRow' });
    expect(await result.json()).toHaveLength(50_000);
    await expect(client.query({ query: 'SELECT * FROM nowhere' })).rejects.toMatchObject({ code: '60' });
    await client.close();
  });
});

test('rows that do not fit fail with the code of the server, and nothing is stored', async () => {
  const values = [...sales, { id: 'none', name: 'x', price: '1' }];
  const failing = server.client.insert({ table, values, format: 'JSONEachRow' });
  await expect(failing).rejects.toMatchObject({ code: expect.stringMatching(/^(6|27|72|117)$/) });
  expect(await stored()).toEqual([]);
});
