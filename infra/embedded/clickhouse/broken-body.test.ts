import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cityHash128 } from './codec/city-hash.ts';
import { contentEncodings } from './codec/content-encodings.ts';
import { foreignBodies, foreignContent } from './codec/foreign.fixture.ts';
import { encodeNativeBlocks } from './codec/native-blocks.ts';
import { through } from './codec/test-stream.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';
import { type WireAnswer, type WireClient, wireClient } from './test-wire.ts';

let server: TestClickHouse;
let send: WireClient;
beforeAll(async () => {
  server = await testClickHouse();
  send = wireClient(server);
  await server.client.command({
    query: 'CREATE TABLE kept (content String) ENGINE = MergeTree ORDER BY tuple()',
  });
});
afterAll(() => server.stop());

function post(name: string, body: Buffer, agent?: Agent): Promise<WireAnswer> {
  const encoding = foreignBodies.find((foreign) => foreign.name === name)?.encoding ?? name;
  const native = encoding === 'native';
  return send({
    query: 'INSERT INTO kept FORMAT RawBLOB',
    headers: native ? {} : { 'Content-Encoding': encoding },
    parameters: native ? { decompress: '1' } : {},
    body,
    agent,
  });
}

/** A whole body in the encoding, or the one of others that has the name. */
const encoded = async (name: string): Promise<Buffer> => {
  const foreign = foreignBodies.find((body) => body.encoding === name || body.name === name);
  if (foreign !== undefined) return Buffer.from(foreign.body, 'base64');
  const encode = contentEncodings.find((encoding) => encoding.name === name)?.encode;
  return through(encode?.(3) ?? encodeNativeBlocks, foreignContent);
};

const cut = (body: Buffer) => body.subarray(0, body.length - 20);
const cutInHeader = (body: Buffer) => body.subarray(0, 5);
const garbage = () => Buffer.from('INSERT INTO kept VALUES (1) -- this is not compressed at all');
const garbageAfter = (body: Buffer) => Buffer.concat([body, Buffer.from('garbage after the end')]);
const flipped = (at: number) => (body: Buffer) => {
  const copy = Buffer.from(body);
  const place = at < 0 ? copy.length + at : at;
  copy.writeUInt8(copy.readUInt8(place) ^ 1, place);
  return copy;
};
const checkedLz4 = 'LZ4 frame, linked blocks of 256 KiB, all checksums, size';
/** A block whose checksum is right and whose data is not. */
const nativeData = (value: number) => (body: Buffer) => {
  const block = Buffer.from(body.subarray(16, 16 + body.readUInt32LE(17))).fill(value, 9);
  return Buffer.concat([cityHash128(block), block]);
};
/** A block whose checksum is right and whose header is not. */
const nativeHeader = (method: number, compressedSize: number | undefined, size: number) => (body: Buffer) => {
  const block = Buffer.from(body.subarray(16, 16 + body.readUInt32LE(17)));
  block.writeUInt8(method, 0);
  if (compressedSize !== undefined) block.writeUInt32LE(compressedSize, 1);
  block.writeUInt32LE(size, 5);
  return Buffer.concat([cityHash128(block), block]);
};

/** Everything that was ever found to be a way of spoiling a body: what, the code it is answered with. */
test.each<readonly [string, string, (body: Buffer) => Buffer, number]>([
  ['gzip', 'cut off', cut, 354],
  ['gzip', 'cut off in its header', cutInHeader, 354],
  ['gzip', 'garbage', garbage, 354],
  ['gzip', 'garbage after the end', garbageAfter, 354],
  ['gzip', 'a wrong checksum', flipped(-8), 354],
  ['deflate', 'cut off', cut, 354],
  ['deflate', 'garbage', garbage, 354],
  ['deflate', 'garbage after the end', garbageAfter, 354],
  ['deflate', 'a second stream', (body) => Buffer.concat([body, body]), 354],
  ['br', 'garbage after the end', garbageAfter, 448],
  ['br', 'a second stream', (body) => Buffer.concat([body, body]), 448],
  ['br', 'cut off', cut, 448],
  ['br', 'garbage', garbage, 448],
  ['lz4', 'cut off', cut, 33],
  ['lz4', 'cut off in its header', cutInHeader, 33],
  ['lz4', 'garbage', garbage, 618],
  ['lz4', 'garbage after the end', garbageAfter, 618],
  ['lz4', 'a wrong bit in its header', flipped(4), 618],
  ['lz4', "a wrong bit in a block's size", flipped(9), 618],
  [checkedLz4, 'a wrong bit in a block', flipped(200), 618],
  [checkedLz4, 'a wrong checksum of the content', flipped(-1), 618],
  ['zstd', 'cut off', cut, 33],
  ['zstd', 'cut off in its header', cutInHeader, 33],
  ['zstd', 'garbage', garbage, 561],
  ['Zstandard frame, checksum, no size', 'a wrong checksum', flipped(-1), 561],
  ['zstd', 'garbage after the end', garbageAfter, 561],
  ['native', 'cut off', cut, 33],
  ['native', 'cut off in its header', cutInHeader, 33],
  ['native', 'garbage', garbage, 432],
  ['native', 'a wrong checksum', flipped(0), 40],
  ['native', 'a wrong bit in its data', flipped(100), 40],
  ['native', 'an unknown method', nativeHeader(0x55, 1000, 1000), 432],
  ['native', 'a compressed size of 0', nativeHeader(0x82, 0, 1000), 271],
  ['native', 'a compressed size without data', nativeHeader(0x82, 9, 1000), 271],
  ['native', 'a size of 0', nativeHeader(0x82, 1000, 0), 271],
  ['native', 'a compressed size of 4 GiB', nativeHeader(0x82, 0xffffffff, 1000), 39],
  ['native', 'a size of 4 GiB', nativeHeader(0x82, 1000, 0xffffffff), 39],
  ['native', 'broken LZ4', nativeData(0), 271],
  ['native', 'more than LZ4 can hold', nativeHeader(0x82, undefined, 1_000_000), 271],
  ['native', 'a size that is not its own', nativeHeader(0x82, undefined, 110_000), 271],
  ['native', 'a stored block of another size', nativeHeader(0x02, undefined, 1001), 271],
  ['native', 'broken ZSTD', nativeHeader(0x90, undefined, 1000), 271],
  ['native', 'more than comes', nativeHeader(0x82, 0x40000000, 1000), 33],
])('%s: %s inserts nothing', async (encoding, _what, spoil, code) => {
  const answer = await post(encoding, spoil(await encoded(encoding)));
  expect(answer.headers['x-clickhouse-exception-code']).toBe(String(code));
  expect(answer.text()).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: [^\\n]* \\([A-Z0-9_]+\\)`));
  expect((await send({ query: 'SELECT count() FROM kept' })).text()).toBe('0\n');
});

test('nothing of a broken body stays behind', () => {
  expect(readdirSync(join(server.dataDir, 'spool')).filter((name) => name.startsWith('body-'))).toEqual([]);
});

test('a connection takes its next request after a broken body', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const large = Buffer.alloc(5_000_000, 1);
  const ports = new Set<number | undefined>();
  for (const encoding of ['lz4', 'gzip', 'zstd', 'br', 'native']) {
    const broken = await post(encoding, large, agent);
    expect(broken.status).toBe(500);
    const next = await send({ query: 'SELECT 1', agent });
    expect(next.text()).toBe('1\n');
    ports.add(broken.port).add(next.port);
  }
  expect([...ports]).toEqual([expect.any(Number)]);
  agent.destroy();
});

/** Half a gigabyte in half a megabyte. */
const bomb = () => {
  const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 8 }, () => zeros));
};

test.skipIf(process.platform !== 'linux')('a body that swells to 512 MB takes disk, not memory', async () => {
  const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]);
  const before = peak();
  const headers = { 'Content-Encoding': 'gzip' };
  const answer = await send({ query: 'INSERT INTO kept FORMAT Parquet', headers, body: bomb() });
  expect(answer.text()).toContain('DB::Exception');
  expect((peak() - before) / 1024).toBeLessThan(150);
});

test('a statement that swells is too long', async () => {
  const answer = await send({ query: 'SELECT 1', headers: { 'Content-Encoding': 'gzip' }, body: bomb() });
  expect(answer.text()).toContain('Code: 62');
  expect((await send({ query: 'SELECT 1' })).text()).toBe('1\n');
});
