import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
let raw: RawClient['raw'];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw } = rawClient(server));
});
afterAll(() => server.stop());

/** Rows go out one by one, so that the error does not overtake the first of them. */
const asRow = { http_write_exception_in_output_format: '1', max_block_size: '1', max_threads: '1' };
const failing =
  "SELECT toInt32(number) AS n FROM system.numbers WHERE NOT throwIf(number = 3, 'boom') AND NOT sleepEachRow(0.05) LIMIT 10";

test.each([
  ['JSONEachRowWithProgress', 200, { row: { n: 0 } }],
  ['JSONStringsEachRowWithProgress', 200, { row: { n: '0' } }],
  ['JSONEachRow', 500, { n: 0 }],
  ['JSONStringsEachRow', 500, { n: '0' }],
])('an error is the last row of %s where the client wants it so', async (format, status, first) => {
  const response = await raw({ body: failing, parameters: { ...asRow, default_format: format } });
  const lines = (await response.text()).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line)).filter((row) => !('progress' in row || 'meta' in row));
  expect([response.status, rows[0], rows.at(-1)]).toEqual([
    status,
    first,
    { exception: expect.stringMatching(/^Code: 395\. DB::Exception: boom/) },
  ]);
});

test.each([
  ['another format', failing, { default_format: 'CSV' }],
  ['an error without rows', 'SELECT nothing', { default_format: 'JSONEachRow' }],
  ['a client that waits for the end', failing, { default_format: 'JSONEachRow', wait_end_of_query: '1' }],
])('it is text for %s', async (_name, sql, parameters) => {
  const response = await raw({ body: sql, parameters: { ...asRow, ...parameters } });
  expect(await response.text()).toMatch(/^Code: \d+\./);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
});
