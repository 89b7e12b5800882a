import { randomUUID } from 'node:crypto';
import { ClickHouseError, createClient, TupleParam } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../../infra/embedded/clickhouse/spawn.ts';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { clientOf, firstRow } from './endpoint-client.ts';

/** Requests of @clickhouse/client: commands, parameters, settings, sessions, users and errors. */
let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse([
    { name: 'other', passwordHash: await hashPassword('other password'), rights: 'loader' },
  ]);
});
afterAll(() => server.stop());

describe('command', () => {
  test('answers the id and a summary, DDL and mutations', async () => {
    const query_id = randomUUID();
    await server.client.command({ query: 'CREATE TABLE noted (a UInt8) ENGINE = MergeTree ORDER BY a' });
    const inserted = await server.client.command({ query: 'INSERT INTO noted VALUES (1), (2)', query_id });
    expect(inserted).toMatchObject({ query_id, summary: { written_rows: '2' } });
    const settings = { mutations_sync: '2' } as const;
    await server.client.command({
      query: 'ALTER TABLE noted DELETE WHERE a = 1',
      clickhouse_settings: settings,
    });
    expect(await firstRow(server.client, 'SELECT groupArray(a) FROM noted')).toEqual([[2]]);
  });

  test('summary tells the rows that were read, as far as they were sampled', async () => {
    const { summary } = await server.client.command({
      query: 'SELECT max(sipHash64(number)) FROM numbers(100000000) FORMAT Null',
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect(Number(summary?.read_rows)).toBeGreaterThan(0);
    expect(Number(summary?.read_rows)).toBeLessThanOrEqual(100_000_000);
    expect(Number(summary?.elapsed_ns)).toBeGreaterThan(0);
  });
});

describe('parameters', () => {
  const values: [string, string, unknown, unknown][] = [
    ['text', 'String', "it's \\ \n\t标尺 {x}", "it's \\ \n\t标尺 {x}"],
    ['number', 'Int32', -5, -5],
    ['big', 'UInt64', '18446744073709551615', '18446744073709551615'],
    ['flag', 'Bool', true, true],
    ['nothing', 'Nullable(String)', null, null],
    ['array', 'Array(Nullable(String))', ['a', null, "b'c"], ['a', null, "b'c"]],
    ['tuple', 'Tuple(UInt8, String)', new TupleParam([1, 'x']), [1, 'x']],
    ['map', 'Map(String, UInt8)', { k: 1 }, { k: 1 }],
    ['moment', "DateTime64(3, 'UTC')", new Date('2024-02-29T23:59:58.123Z'), '2024-02-29 23:59:58.123'],
  ];

  test.each(values)('%s: %s', async (_, type, value, expected) => {
    expect(await firstRow(server.client, `SELECT {x:${type}}`, { query_params: { x: value } })).toEqual([
      expected,
    ]);
  });

  test.each(values)('%s: %s, as a form', async (_, type, value, expected) => {
    const options = { query_params: { x: value }, use_multipart_params: true };
    expect(await firstRow(server.client, `SELECT {x:${type}}`, options)).toEqual([expected]);
  });

  test('three million characters as a form', async () => {
    const options = { query_params: { x: 'x'.repeat(3_000_000) }, use_multipart_params_auto: true };
    expect(await firstRow(server.client, 'SELECT length({x:String})', options)).toEqual(['3000000']);
  });

  test('of a command and of an insert', async () => {
    await server.client.command({
      query: 'CREATE TABLE {name:Identifier} (a UInt8) ENGINE = MergeTree ORDER BY a',
      query_params: { name: 'by_parameter' },
    });
    const query = 'INSERT INTO by_parameter VALUES ({a:UInt8})';
    await server.client.command({ query, query_params: { a: 7 } });
    expect(await firstRow(server.client, 'SELECT a FROM by_parameter')).toEqual([7]);
  });
});

describe('settings', () => {
  test('of the client hold for each request, and one request may differ', async () => {
    const client = clientOf(server, { clickhouse_settings: { max_threads: 3 } });
    const query = "SELECT getSetting('max_threads')";
    expect(await firstRow(client, query)).toEqual([3]);
    expect(await firstRow(client, query, { clickhouse_settings: { max_threads: 2 } })).toEqual([2]);
    expect(await firstRow(client, query)).toEqual([3]);
    await client.close();
  });

  test('database of the client', async () => {
    const client = clientOf(server, { database: 'system' });
    expect(await firstRow(client, 'SELECT currentDatabase(), count() FROM one')).toEqual(['system', 1]);
    await client.close();
  });
});

describe('sessions', () => {
  test('keep temporary tables; settings of one request end with it', async () => {
    const client = clientOf(server, { session_id: randomUUID() });
    await client.command({ query: 'CREATE TEMPORARY TABLE mine (a UInt8)' });
    await client.insert({ table: 'mine', values: [{ a: 5 }], format: 'JSONEachRow' });
    expect(await firstRow(client, 'SELECT a FROM mine', { clickhouse_settings: { max_threads: 7 } })).toEqual(
      [5],
    );
    expect(await firstRow(client, "SELECT getSetting('max_threads') = 7")).toEqual([0]);
    await client.command({ query: 'SET max_threads = 2' });
    expect(await firstRow(client, "SELECT getSetting('max_threads')")).toEqual([2]);
    await client.close();
  });

  test('one request may have its own', async () => {
    const session_id = randomUUID();
    await server.client.command({ query: 'CREATE TEMPORARY TABLE own (a UInt8)', session_id });
    expect(await firstRow(server.client, 'SELECT count() FROM own', { session_id })).toEqual(['0']);
    await expect(firstRow(server.client, 'SELECT count() FROM own')).rejects.toMatchObject({ code: '60' });
  });
});

describe('users', () => {
  test('one request may be of another user', async () => {
    const auth = { username: 'other', password: 'other password' };
    expect(await firstRow(server.client, 'SELECT 1', { auth })).toEqual([1]);
    await expect(
      firstRow(server.client, 'SELECT 1', { auth: { ...auth, password: 'wrong' } }),
    ).rejects.toMatchObject({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    });
  });

  test('a role that was not granted is refused', async () => {
    await expect(firstRow(server.client, 'SELECT 1', { role: 'nobody' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(511|512)$/),
    });
  });

  test('the name and password may stand in the address', async () => {
    const { host } = new URL(server.url);
    const client = createClient({
      url: `http://${server.username}:${encodeURIComponent(server.password)}@${host}/default`,
    });
    expect(await firstRow(client, 'SELECT 1')).toEqual([1]);
    await client.close();
  });
});

describe('errors', () => {
  test.each([
    ['SELECT * FROM nowhere', '60', 'UNKNOWN_TABLE'],
    ['SELECT * FROM nowhere.nothing', '81', 'UNKNOWN_DATABASE'],
    ['SELECT nothing', '47', 'UNKNOWN_IDENTIFIER'],
    ['SELECT nofunction()', '46', 'UNKNOWN_FUNCTION'],
    ['selec 1', '62', 'SYNTAX_ERROR'],
    ["SELECT toUInt8('x')", '6', 'CANNOT_PARSE_TEXT'],
    ["SELECT throwIf(1, 'on purpose')", '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
  ])('%s is %s %s', async (query, code, type) => {
    const error: unknown = await server.client.query({ query }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ClickHouseError);
    expect(error).toMatchObject({ code, type });
  });

  test('in the middle of a stream of JSON, CSV and text', async () => {
    const query =
      'SELECT throwIf(number = 3000000), number FROM numbers(4000000) SETTINGS max_threads = 1, output_format_parallel_formatting = 0';
    for (const format of ['JSONEachRow', 'CSV', 'TabSeparated'] as const) {
      const read = async () => {
        for await (const _rows of (await server.client.query({ query, format })).stream());
      };
      // The client cannot read the text when a busy machine hands it over in two pieces; it knows of the error all the same.
      await expect(read(), format).rejects.toThrow(/throwIf|error in the stream/);
    }
  });

  test('of a command, an exec and an insert', async () => {
    await expect(server.client.command({ query: 'DROP TABLE nowhere' })).rejects.toMatchObject({
      code: '60',
    });
    await expect(server.client.exec({ query: 'SELECT * FROM nowhere' })).rejects.toMatchObject({
      code: '60',
    });
    await expect(
      server.client.insert({ table: 'nowhere', values: [{ a: 1 }], format: 'JSONEachRow' }),
    ).rejects.toMatchObject({ code: '60' });
  });
});
