import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesByStatus } from './http/status.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

interface Format {
  readonly name: string;
  readonly is_input: number;
  readonly is_output: number;
  readonly content_type: string;
}

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
let formats: readonly Format[];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw, text } = rawClient(server));
  const listed = await text('SELECT name, is_input, is_output, content_type FROM system.formats FORMAT JSON');
  formats = JSON.parse(listed).data;
  await text('CREATE DATABASE t');
});
afterAll(() => server.stop());

/** Formats that write or read rows of one shape only, or need a schema file, or speak to another program. */
const special: Readonly<Record<string, string>> = {
  AvroConfluent: 'needs a schema registry',
  GeoJSON: 'needs a geometry',
  MySQLWire: 'is the protocol of a connection',
  PostgreSQLWire: 'is the protocol of a connection',
  ODBCDriver2: 'is for the old ODBC driver, with no reader here',
  PNG: 'needs pixels',
  Prometheus: 'needs columns name and value',
  Protobuf: 'needs a schema for several rows',
  ProtobufList: 'needs a schema',
  ProtobufSingle: 'needs one row',
  CapnProto: 'needs a schema',
  Npy: 'holds one column',
  RawBLOB: 'holds one value',
  LineAsString: 'holds one column',
  Template: 'needs a template file',
};

describe('output', () => {
  test('every format is answered with the type the engine gives it', async () => {
    const outputs = formats.filter(({ is_output, name }) => is_output && special[name] === undefined);
    expect(outputs.length).toBeGreaterThan(70);
    for (const { name, content_type } of outputs) {
      const response = await raw({ body: `SELECT 1 AS a, 'x' AS b FORMAT ${name}` });
      await response.arrayBuffer();
      expect([name, response.status, response.headers.get('content-type')]).toEqual([
        name,
        200,
        content_type,
      ]);
      expect(response.headers.get('x-clickhouse-format')).toBe(name);
    }
  });

  test.each([
    ['LineAsString', "SELECT 'x' AS b"],
    ['RawBLOB', "SELECT 'x' AS b"],
    ['Npy', 'SELECT 1 AS a'],
    ['Prometheus', "SELECT 'm' AS name, 1. AS value"],
    ['GeoJSON', "SELECT (1., 2.)::Point AS geometry, 'x' AS b"],
  ])('%s too, in its own shape', async (name, sql) => {
    const response = await raw({ body: `${sql} FORMAT ${name}` });
    const body = await response.text();
    expect([response.status, body]).toEqual([200, expect.stringMatching(/./)]);
    expect(response.headers.get('content-type')).toBe(
      formats.find((format) => format.name === name)?.content_type,
    );
  });

  test('a format may be written in any case', async () => {
    const response = await raw({ body: 'SELECT 1 AS a FORMAT jsoneachrow' });
    expect([await response.text(), response.headers.get('x-clickhouse-format')]).toEqual([
      '{"a":1}\n',
      'JSONEachRow',
    ]);
  });

  test('an unknown format is 73', async () => {
    expect(await text('SELECT 1 FORMAT Nope')).toMatch(/^Code: 73\./);
  });
});

describe('input', () => {
  const rows = "SELECT number::UInt32 AS n, concat('v', toString(number)) AS s FROM numbers(3000) ORDER BY n";
  /** What these write does not come back as it went, in a real server either. */
  const oneWay: Readonly<Record<string, string>> = {
    ...special,
    Buffers: 'reads one block only',
    SQLInsert: 'is a statement',
    MySQLDump: 'is a statement',
  };

  test('every format that is written and read comes back whole', async () => {
    const both = formats.filter(
      ({ is_input, is_output, name }) => is_input && is_output && oneWay[name] === undefined,
    );
    expect(both.length).toBeGreaterThan(40);
    for (const { name } of both) {
      const written = await raw({ body: `${rows} FORMAT ${name}` });
      const body = new Uint8Array(await written.arrayBuffer());
      await text('CREATE OR REPLACE TABLE t.copy (n UInt32, s String) ENGINE = MergeTree ORDER BY n');
      const read = await raw({ parameters: { query: `INSERT INTO t.copy FORMAT ${name}` }, body });
      expect([name, read.status, await read.text()]).toEqual([name, 200, '']);
      expect([name, await text('SELECT count(), sum(n), max(s) FROM t.copy')]).toEqual([
        name,
        '3000\t4498500\tv999\n',
      ]);
    }
  });
});

describe('INSERT', () => {
  beforeAll(() => text('CREATE TABLE t.rows (n UInt32, s String) ENGINE = MergeTree ORDER BY n'));
  const all = () => text('SELECT n, s FROM t.rows ORDER BY n');
  const empty = () => text('TRUNCATE TABLE t.rows');

  test('selects from its own rows by input()', async () => {
    await empty();
    const query =
      "INSERT INTO t.rows SELECT n * 10, upper(s) FROM input('s String, n UInt32') WHERE n > 1 FORMAT CSV";
    const response = await raw({ parameters: { query }, body: 'a,1\nb,2\nc,3\n' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}').written_rows).toBe('2');
    expect(await all()).toBe('20\tB\n30\tC\n');
  });

  test('selects from rows that stand in the body behind it', async () => {
    await empty();
    const sql =
      "INSERT INTO t.rows (s, n) SELECT s, n FROM input('n UInt32, s String') SETTINGS max_threads = 1 FORMAT JSONEachRow\n";
    expect(await text(`${sql}{"n":4,"s":"d"}\n`)).toBe('');
    expect(await all()).toBe('4\td\n');
  });

  test('tells of a wrong row in input() without its path', async () => {
    const query = "INSERT INTO t.rows SELECT * FROM input('n UInt32, s String') FORMAT CSV";
    const answer = await (await raw({ parameters: { query }, body: 'x,y\n' })).text();
    expect(answer).toMatch(/^Code: 27\./);
    expect(answer).not.toContain('spool');
  });

  test('takes settings before the format, and behind it where told so', async () => {
    await empty();
    const before = "INSERT INTO t.rows SETTINGS format_csv_delimiter = ';' FORMAT CSV\n5;e\n";
    expect(await text(before)).toBe('');
    const behind = "INSERT INTO t.rows FORMAT CSV SETTINGS format_csv_delimiter = ';'\n6;f\n";
    expect(await text(behind, { allow_settings_after_format_in_insert: '1' })).toBe('');
    expect(await all()).toBe('5\te\n6\tf\n');
  });

  test('takes the settings of asynchronous inserts', async () => {
    await empty();
    const settings = { async_insert: '1', wait_for_async_insert: '1' };
    expect(await text('INSERT INTO t.rows FORMAT CSV\n7,g\n', settings)).toBe('');
    expect(await text("INSERT INTO t.rows VALUES (8, 'h')", settings)).toBe('');
    expect(await all()).toBe('7\tg\n8\th\n');
  });

  test('takes parameters in short VALUES', async () => {
    await empty();
    expect(
      await text('INSERT INTO t.rows VALUES ({n:UInt32}, {s:String})', { param_n: '9', param_s: 'i' }),
    ).toBe('');
    expect(await all()).toBe('9\ti\n');
  });
});

describe('statuses', () => {
  test('are given to codes under the names that the engine has for them', async () => {
    const ours = Object.values(codesByStatus).flatMap((codes) => Object.entries(codes));
    const list = ours.map(([, code]) => code).join(', ');
    const names = await text(`SELECT arrayMap(c -> errorCodeToName(c), [${list}]) FORMAT JSONCompactEachRow`);
    expect(JSON.parse(names)[0]).toEqual(ours.map(([name]) => name));
  });
});

test.each([
  ['{x:UInt8}', '255'],
  ['{x:Int64}', '-9223372036854775808'],
  ['{x:Float64}', '1.5'],
  ['{x:Decimal(20, 4)}', '12345678901234.5678'],
  ['{x:Bool}', 'true'],
  ['{x:Date}', '2024-02-29'],
  ['{x:DateTime64(3)}', '2024-02-29 01:02:03.004'],
  ['{x:UUID}', '61f0c404-5cb3-11e7-907b-a6006ad3dba0'],
  ['{x:IPv6}', '2001:db8::1'],
  ["{x:Enum8('a' = 1, 'b' = 2)}", 'b'],
  ['{x:FixedString(3)}', 'abc'],
  ['{x:Array(Array(String))}', "[['a','b'],[]]"],
  ['{x:Tuple(UInt8, String)}', "(1,'a')"],
  ['{x:Map(String, UInt8)}', "{'a':1}"],
  ['{x:Array(Nullable(UInt8))}', '[1,NULL]'],
  ['{x:LowCardinality(String)}', 'a b'],
])('the parameter %s comes back as it went', async (expression, value) => {
  expect(await text(`SELECT ${expression}`, { param_x: value })).toBe(`${value}\n`);
});
