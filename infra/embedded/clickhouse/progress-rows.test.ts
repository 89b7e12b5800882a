import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
let raw: RawClient['raw'];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw } = rawClient(server));
});
afterAll(() => server.stop());

const slow = 'SELECT number AS n FROM numbers(4) WHERE NOT sleepEachRow(0.1)';

async function answer(sql: string, format: string, parameters: Record<string, string> = {}) {
  const response = await raw({ body: sql, parameters: { default_format: format, ...parameters } });
  const body = await response.text();
  const [rows = '', trailer = ''] = body.split('\r\n__exception__');
  const events = rows
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { status: response.status, events, trailer };
}

const allRead = {
  progress: {
    ...{ read_rows: '1', read_bytes: '8', total_rows_to_read: '1' },
    elapsed_ns: expect.stringMatching(/^\d+$/),
  },
};

test.each([
  ['JSONEachRowWithProgress', { n: 1, s: 'a' }],
  ['JSONStringsEachRowWithProgress', { n: '1', s: 'a' }],
  ['JSONCompactEachRowWithProgress', [1, 'a']],
  ['JSONCompactStringsEachRowWithProgress', ['1', 'a']],
])('%s tells what was read before the columns and the rows', async (format, row) => {
  const { events } = await answer("SELECT number + 1 AS n, 'a' AS s FROM numbers(1)", format);
  const meta = [
    { name: 'n', type: 'UInt64' },
    { name: 's', type: 'String' },
  ];
  expect(Object.keys(events[0] ?? {})).toEqual(['progress']);
  expect(events.filter((event) => !('progress' in event))).toEqual([{ meta }, { row }]);
  expect(events.findLast((event) => 'progress' in event)).toEqual(allRead);
});

test('totals, extremes and counts follow the rows', async () => {
  const sql =
    'SELECT number % 3 AS k, count() AS c FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k LIMIT 1 SETTINGS extremes = 1, rows_before_aggregation = 1';
  const { events } = await answer(sql, 'JSONEachRowWithProgress');
  expect(events.map((event) => Object.keys(event)[0])).toEqual([
    ...['progress', 'meta', 'row', 'totals', 'min', 'max', 'rows_before_limit_at_least'],
    'rows_before_aggregation',
  ]);
});

test('rows and progress take turns while a query runs', async () => {
  const oneByOne = { max_block_size: '1', max_threads: '1' };
  const { events } = await answer(slow, 'JSONEachRowWithProgress', oneByOne);
  const kinds = events.map((event) => Object.keys(event)[0]);
  expect(kinds.slice(0, 3)).toEqual(['progress', 'meta', 'row']);
  expect(kinds.filter((kind) => kind === 'row')).toHaveLength(4);
  const between = kinds.slice(kinds.indexOf('row'), kinds.lastIndexOf('row'));
  expect(between).toContain('progress');
});

test('an answer goes out while its query runs', async () => {
  const response = await raw({
    body: 'SELECT sleepEachRow(1) FROM system.numbers',
    parameters: {
      ...{ default_format: 'JSONEachRowWithProgress', max_block_size: '1' },
      enable_http_compression: '0',
    },
  });
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  expect(Buffer.from(value ?? []).toString()).toMatch(/^{"progress":/);
});

describe('an error behind rows', () => {
  const failing =
    "SELECT toInt32(number) AS n, throwIf(number = 3, 'boom') AS e, sleepEachRow(0.05) AS s FROM system.numbers LIMIT 10 SETTINGS max_block_size = 1";

  test('is told in a trailer, with the status of rows that went out', async () => {
    const { status, events, trailer } = await answer(failing, 'JSONEachRowWithProgress');
    expect([status, events.find((event) => 'row' in event)]).toEqual([200, { row: { n: 0, e: 0, s: 0 } }]);
    expect(trailer).toMatch(/Code: 395\. DB::Exception: boom/);
  });

  test('gets its own status when the client waits for the end', async () => {
    const response = await raw({
      body: failing,
      parameters: { default_format: 'JSONEachRowWithProgress', wait_end_of_query: '1' },
    });
    expect([response.status, await response.text()]).toEqual([500, expect.stringMatching(/^Code: 395\./)]);
  });
});
