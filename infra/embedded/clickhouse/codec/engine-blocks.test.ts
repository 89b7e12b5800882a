import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';
import { decodeNativeBlocks } from './native-blocks.ts';
import { through } from './test-stream.ts';

let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());

/** A column of a table is a file of the same blocks, with the engine's own checksums. */
async function columnFile(codec: string, expression: string): Promise<Buffer> {
  const run = (query: string) => server.client.command({ query });
  await run(
    `CREATE OR REPLACE TABLE t (n UInt64 CODEC(${codec})) ENGINE = MergeTree ORDER BY tuple() SETTINGS min_bytes_for_wide_part = 0`,
  );
  await run(`INSERT INTO t SELECT ${expression} FROM numbers(${rows})`);
  const parts = await server.client.query({
    query: "SELECT path FROM system.parts WHERE table = 't' AND active",
    format: 'JSONEachRow',
  });
  const [part] = await parts.json<{ path: string }>();
  return readFileSync(resolve(server.dataDir, 'empty', part?.path ?? '', 'n.bin'));
}

const rows = 100_000;
const numbers = Buffer.from(BigUint64Array.from({ length: rows }, (_, n) => BigInt(n)).buffer);

test.each(['LZ4', 'LZ4HC', 'ZSTD(1)', 'NONE'])("the engine's own %s blocks are read", async (codec) => {
  const file = await columnFile(codec, 'number');
  expect((await through(decodeNativeBlocks, file)).equals(numbers)).toBe(true);
});

test('so are blocks of data that does not compress', async () => {
  const file = await columnFile('LZ4', 'sipHash64(number)');
  expect(file.length).toBeGreaterThan(rows * 8);
  expect((await through(decodeNativeBlocks, file)).length).toBe(rows * 8);
});
