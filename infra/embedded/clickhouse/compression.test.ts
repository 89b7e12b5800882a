import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Codec } from './codec/codec.ts';
import { contentEncodings } from './codec/content-encodings.ts';
import { foreignBodies, foreignContent } from './codec/foreign.fixture.ts';
import { decodeNativeBlocks, encodeNativeBlocks } from './codec/native-blocks.ts';
import { through } from './codec/test-stream.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';
import { type WireClient, wireClient } from './test-wire.ts';

let server: TestClickHouse;
let send: WireClient;
beforeAll(async () => {
  server = await testClickHouse();
  send = wireClient(server);
  await command(
    'CREATE TABLE rows (n UInt64, text String, amount Decimal(18, 4)) ENGINE = MergeTree ORDER BY n',
  );
  await command('CREATE TABLE blob (content String) ENGINE = Memory');
});
afterAll(() => server.stop());

const command = (query: string) => server.client.command({ query });

/** How a request names an encoding, and how its bytes are made. */
interface Wire {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly parameters: Record<string, string>;
  readonly codec: Codec;
}

const bodies: readonly Wire[] = [
  { name: 'native blocks', headers: {}, parameters: { decompress: '1' }, codec: encodeNativeBlocks },
  ...contentEncodings.flatMap(({ name, encode }) =>
    encode === undefined
      ? []
      : [{ name, headers: { 'Content-Encoding': name }, parameters: {}, codec: encode(1) }],
  ),
];

const answers: readonly Wire[] = [
  { name: 'native blocks', headers: {}, parameters: { compress: '1' }, codec: decodeNativeBlocks },
  ...contentEncodings.flatMap(({ name, encode, decode }) =>
    encode === undefined
      ? []
      : [{ name, headers: { 'Accept-Encoding': name }, parameters: {}, codec: decode }],
  ),
];

describe('50 MB of rows', () => {
  const select =
    'SELECT number AS n, repeat(hex(sipHash128(number)), 1 + number % 2) AS text, toDecimal64(number / 4, 4) AS amount FROM numbers(770000)';
  const totals = 'SELECT count(), sum(cityHash64(*)) FROM';
  let rows: Buffer;
  let expected: string;

  beforeAll(async () => {
    rows = (await send({ query: `${select} FORMAT RowBinary` })).body;
    expected = (await send({ query: `${totals} (${select})` })).text();
    expect(rows.length).toBeGreaterThan(50_000_000);
  });

  test.each(bodies)('arrive as $name', async ({ headers, parameters, codec }) => {
    await command('TRUNCATE TABLE rows');
    const body = await through(codec, rows);
    const answer = await send({ query: 'INSERT INTO rows FORMAT RowBinary', headers, parameters, body });
    expect(answer.text()).toBe('');
    expect((await send({ query: `${totals} rows` })).text()).toBe(expected);
  });

  test.each(answers)('come back as $name', async ({ name, headers, parameters, codec }) => {
    const answer = await send({ query: `${select} FORMAT RowBinary`, headers, parameters });
    expect(answer.headers['content-encoding']).toBe(name === 'native blocks' ? undefined : name);
    expect(answer.body.length).toBeLessThan(rows.length);
    expect((await through(codec, answer.body)).equals(rows)).toBe(true);
  });

  test('native blocks within gzip, both ways', async () => {
    await command('TRUNCATE TABLE rows');
    const gzip = contentEncodings.find(({ name }) => name === 'gzip');
    const body = await through(
      gzip?.encode?.(1) ?? encodeNativeBlocks,
      await through(encodeNativeBlocks, rows),
    );
    const wire = { headers: { 'Content-Encoding': 'gzip', 'Accept-Encoding': 'gzip' } };
    const parameters = { compress: '1', decompress: '1' };
    await send({ query: 'INSERT INTO rows FORMAT RowBinary', ...wire, parameters, body });
    // The body of this one is empty, which is no broken gzip.
    const answer = await send({
      query: 'SELECT * FROM rows ORDER BY n FORMAT RowBinary',
      ...wire,
      parameters,
    });
    const blocks = await through(gzip?.decode ?? decodeNativeBlocks, answer.body);
    expect((await through(decodeNativeBlocks, blocks)).equals(rows)).toBe(true);
  });
});

test.each(foreignBodies)('what others wrote is inserted: $name', async ({ encoding, body }) => {
  await command('TRUNCATE TABLE blob');
  const native = encoding === 'native';
  const answer = await send({
    query: 'INSERT INTO blob FORMAT RawBLOB',
    headers: native ? {} : { 'Content-Encoding': encoding },
    parameters: native ? { decompress: '1' } : {},
    body: Buffer.from(body, 'base64'),
  });
  expect(answer.text()).toBe('');
  expect((await send({ query: 'SELECT content FROM blob FORMAT RawBLOB' })).body.equals(foreignContent)).toBe(
    true,
  );
});

describe('answers', () => {
  test.each(answers)('an error is encoded like a result: $name', async ({ headers, parameters, codec }) => {
    const answer = await send({ query: 'SELECT nope', headers, parameters });
    expect(answer.status).toBe(404);
    expect(String(await through(codec, answer.body))).toMatch(/^Code: 47\. DB::Exception/);
  });

  test.each(answers)('so is one in mid-stream: $name', async ({ headers, parameters, codec }) => {
    const query = 'SELECT throwIf(number = 3000000) FROM numbers(4000000)';
    const answer = await send({ query, headers, parameters });
    expect(answer.status).toBe(200);
    const text = String(await through(codec, answer.body));
    expect(text.slice(-1000)).toMatch(/__exception__\r\n[0-9a-f]+\r\nCode: 395[\s\S]*__exception__\r\n$/);
  });

  test.each(answers)('nothing to tell is told: $name', async ({ headers, parameters, codec }) => {
    const answer = await send({ query: 'SELECT 1 WHERE 0', headers, parameters });
    expect(answer.status).toBe(200);
    expect(String(await through(codec, answer.body))).toBe('');
  });

  test('a stranger is refused in plain text', async () => {
    const headers = { 'Accept-Encoding': 'gzip', 'X-ClickHouse-User': 'nobody' };
    const answer = await send({ query: 'SELECT 1', headers, parameters: { compress: '1' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.text()).toContain('Code: 516');
  });
});

test('the official client compresses both ways', async () => {
  const client = createClient({
    url: server.url,
    username: server.username,
    password: server.password,
    compression: { request: true, response: true },
  });
  const values = Array.from({ length: 20_000 }, (_, n) => ({ n, text: `row ${n}`, amount: n / 4 }));
  await command('TRUNCATE TABLE rows');
  await client.insert({ table: 'rows', values, format: 'JSONEachRow' });
  const result = await client.query({
    query: 'SELECT n, text, amount FROM rows ORDER BY n',
    format: 'JSONEachRow',
  });
  expect(await result.json()).toEqual(values);
  await client.close();
});
