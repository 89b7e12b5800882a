import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DataFormat } from '@clickhouse/client';
import { isException, isProgressRow, isRow } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { clientOf } from './endpoint-client.ts';

/** Reading with @clickhouse/client: every format that it knows, as a whole and as a stream. */
let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());

const three = "SELECT number AS n, concat('row ', toString(number)) AS t FROM numbers(3) ORDER BY n";
const asObjects = [0, 1, 2].map((n) => ({ n: String(n), t: `row ${n}` }));
const asArrays = asObjects.map(({ n, t }) => [n, t]);
const names = ['n', 't'];
const types = ['UInt64', 'String'];

async function answer(format: DataFormat, query = three) {
  return await server.client.query({ query, format });
}

describe('one document', () => {
  const meta = [
    { name: 'n', type: 'UInt64' },
    { name: 't', type: 'String' },
  ];

  test.each([
    ['JSON', asObjects],
    ['JSONStrings', asObjects],
    ['JSONCompact', asArrays],
    ['JSONCompactStrings', asArrays],
    ['JSONColumnsWithMetadata', { n: ['0', '1', '2'], t: ['row 0', 'row 1', 'row 2'] }],
  ] as const)('%s has rows, their types and statistics', async (format, data) => {
    const document = await (await answer(format)).json();
    expect(document).toMatchObject({ meta, data, rows: 3, statistics: { rows_read: expect.anything() } });
  });

  test('JSONObjectEachRow', async () => {
    const rows = await (await answer('JSONObjectEachRow')).json();
    expect(rows).toEqual({ row_1: asObjects[0], row_2: asObjects[1], row_3: asObjects[2] });
  });

  test('totals and extremes stand beside the rows', async () => {
    const result = await server.client.query({
      query: 'SELECT number % 2 AS odd, count() AS c FROM numbers(5) GROUP BY odd WITH TOTALS ORDER BY odd',
      format: 'JSON',
      clickhouse_settings: { extremes: 1 },
    });
    expect(await result.json()).toMatchObject({
      totals: { odd: 0, c: '5' },
      extremes: { min: { c: '2' }, max: { c: '3' } },
    });
  });
});

describe('rows in JSON', () => {
  test.each([
    ['JSONEachRow', asObjects],
    ['JSONStringsEachRow', asObjects],
    ['JSONCompactEachRow', asArrays],
    ['JSONCompactStringsEachRow', asArrays],
    ['JSONCompactEachRowWithNames', [names, ...asArrays]],
    ['JSONCompactEachRowWithNamesAndTypes', [names, types, ...asArrays]],
    ['JSONCompactStringsEachRowWithNames', [names, ...asArrays]],
    ['JSONCompactStringsEachRowWithNamesAndTypes', [names, types, ...asArrays]],
  ] as const)('%s whole and as a stream', async (format, rows) => {
    expect(await (await answer(format)).json()).toEqual(rows);
    const streamed: unknown[] = [];
    for await (const chunk of (await answer(format)).stream())
      for (const row of chunk) streamed.push(row.json());
    expect(streamed).toEqual(rows);
  });

  test('JSONEachRowWithProgress tells rows and how far it got', async () => {
    const query = 'SELECT number AS n FROM numbers(3000000) WHERE sipHash64(number) % 1000000 = 0';
    const result = await server.client.query({ query, format: 'JSONEachRowWithProgress' });
    let rows = 0;
    let lastRead = 0;
    for await (const chunk of result.stream())
      for (const row of chunk) {
        const event: unknown = row.json();
        if (isProgressRow(event)) lastRead = Number(event.progress.read_rows);
        else if (isRow(event)) rows += 1;
        else expect(isException(event)).toBe(false);
      }
    expect(rows).toBeGreaterThan(0);
    expect(lastRead).toBe(3_000_000);
  });

  test('a million rows in one stream, none lost, none twice', async () => {
    const result = await answer('JSONCompactEachRow', 'SELECT number FROM numbers(1000000)');
    let sum = 0;
    let rows = 0;
    for await (const chunk of result.stream<[string]>())
      for (const row of chunk) {
        sum += Number(row.json()[0]);
        rows += 1;
      }
    expect([rows, sum]).toEqual([1_000_000, 499_999_500_000]);
  });
});

describe('rows as text', () => {
  const csv = ['0,"row 0"', '1,"row 1"', '2,"row 2"'];
  const tsv = asArrays.map((row) => row.join('\t'));

  test.each([
    ['CSV', csv],
    ['CSVWithNames', ['"n","t"', ...csv]],
    ['CSVWithNamesAndTypes', ['"n","t"', '"UInt64","String"', ...csv]],
    ['TabSeparated', tsv],
    ['TabSeparatedRaw', tsv],
    ['TabSeparatedWithNames', ['n\tt', ...tsv]],
    ['TabSeparatedWithNamesAndTypes', ['n\tt', 'UInt64\tString', ...tsv]],
    ['CustomSeparated', tsv],
    ['CustomSeparatedWithNames', ['n\tt', ...tsv]],
    ['CustomSeparatedWithNamesAndTypes', ['n\tt', 'UInt64\tString', ...tsv]],
  ] as const)('%s whole and as a stream', async (format, lines) => {
    expect((await (await answer(format)).text()).trimEnd().split('\n')).toEqual(lines);
    const streamed: string[] = [];
    for await (const chunk of (await answer(format)).stream())
      for (const row of chunk) streamed.push(row.text);
    expect(streamed).toEqual(lines);
  });

  test('Parquet comes through exec as it is', async () => {
    const { stream } = await server.client.exec({ query: `${three} FORMAT Parquet` });
    const bytes = Buffer.from(await new Response(Readable.toWeb(stream) as BodyInit).arrayBuffer());
    expect([bytes.subarray(0, 4), bytes.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1']);
  });

  test('exec answers any format that the statement names', async () => {
    const { stream, query_id } = await server.client.exec({
      query: `${three} FORMAT Markdown`,
      query_id: 'by-exec',
    });
    expect(await text(stream)).toContain('| n | t |');
    expect(query_id).toBe('by-exec');
  });
});

describe('a stream', () => {
  test('that is left early leaves the client usable', async () => {
    const result = await answer('JSONEachRow', 'SELECT number FROM numbers(50000000)');
    for await (const chunk of result.stream()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await answer('JSONEachRow')).query_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('that is closed frees the query', async () => {
    const result = await answer('JSONEachRow', 'SELECT number FROM numbers(50000000)');
    result.close();
    expect(await (await answer('JSONEachRow')).json()).toEqual(asObjects);
  });
});

describe('values', () => {
  test('custom JSON handling of the client reads exact numbers', async () => {
    const exact = (input: string) => JSON.parse(input.replaceAll(/:\s*(\d{16,})/g, ':"$1"'));
    const client = clientOf(server, {
      json: { parse: exact, stringify: JSON.stringify },
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    });
    const result = await client.query({ query: 'SELECT 18446744073709551615 AS big', format: 'JSONEachRow' });
    expect(await result.json()).toEqual([{ big: '18446744073709551615' }]);
    await client.close();
  });

  test('headers and status of the answer can be read', async () => {
    const result = await answer('JSON');
    expect(result.response_headers['x-clickhouse-format']).toBe('JSON');
    expect(result.response_headers['x-clickhouse-timezone']).toBe('UTC');
    expect(result.response_headers['content-type']).toMatch('application/json');
  });
});
