import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { hashPassword } from '../../../infra/embedded/clickhouse/spawn.ts';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { describeClient } from '../describe-client.ts';
import { type ProgramEnd, runProgram } from '../outside-program.ts';

/** curl, as people type it: the lines of our READMEs word for word, and what else it can do. */
const curl = await runProgram('curl', ['--version']);
const program = curl?.code === 0 ? { there: curl } : { missing: 'it is not on the PATH' };
const features = /^Features:.*$/m.exec(curl?.stdout ?? '')?.[0] ?? '';

let server: TestClickHouse;
let folder: string;

/** A line for the shell, in a folder of its own; port 8123 is led to the port of the test. */
async function shell(line: string): Promise<ProgramEnd> {
  const who = `${server.username}:${server.password}`;
  const env = { CURL_HOME: folder, WHO: who, URL: server.url, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const end = await runProgram('bash', ['-c', line], { cwd: folder, env, timeoutMs: 60_000 });
  if (end === undefined) throw new Error('bash is not on the PATH');
  return end;
}

/** The code of a README that begins with a given text, up to the end of its block. */
async function block(page: string, beginning: string): Promise<string> {
  const code = (await readFile(join(projectRoot(), page), 'utf8')).split('```');
  const found = code.find((text, at) => at % 2 === 1 && text.replace(/^\w*\n/, '').startsWith(beginning));
  if (found === undefined) throw new Error(`${page} has no code that begins with ${beginning}`);
  return found.replace(/^\w*\n/, '').trimEnd();
}

describeClient('curl', program, () => {
  beforeAll(async () => {
    const bi = { name: 'bi', passwordHash: await hashPassword('bi password'), rights: 'reader' as const };
    server = await testClickHouse([bi]);
    folder = await mkdtemp(join(tmpdir(), 'yardstick-curl-'));
    const { host } = new URL(server.url);
    await writeFile(join(folder, '.curlrc'), `connect-to = "127.0.0.1:8123:${host}"\nsilent\n`);
    await writeFile(join(folder, 'sales.csv'), '1,"east"\n2,"west"\n3,"标尺"\n');
    await mkdir(join(folder, '.yardstick'));
    const secrets = JSON.stringify({ clickhouseBi: 'bi password' });
    await writeFile(join(folder, '.yardstick', 'secrets.json'), secrets);
    for (const query of [
      'CREATE DATABASE mart',
      'CREATE TABLE mart.kpi_monthly (month Date, kpi String, numerator Decimal(18, 4)) ENGINE = MergeTree ORDER BY month',
      "INSERT INTO mart.kpi_monthly VALUES ('2024-01-01', 'net_sales', 40), ('2024-01-01', 'net_sales', 2), ('2024-01-01', 'cost', 5)",
    ])
      await server.client.command({ query });
  });
  afterAll(async () => {
    await server?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  test.each(['README.md', 'README.zh-CN.md'])('the example of %s', async (page) => {
    const { code, stdout } = await shell(await block(page, 'PASSWORD=$(node -p'));
    expect([code, stdout.replaceAll(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringContaining('│ 2024-01-01 │ 42 │'),
    ]);
  });

  test('the examples of the endpoint, one after another', async () => {
    const outcomes: [number | null, string][] = [];
    for (const line of (await block('infra/embedded/clickhouse/README.md', 'curl -u "$WHO"')).split('\n')) {
      const { code, stdout } = await shell(line);
      outcomes.push([code, stdout]);
    }
    expect(outcomes).toEqual([
      [0, expect.stringMatching(/^\d+\.\d+\.\d+\.\d+\n$/)],
      [0, '{"number":0}\n{"number":1}\n'],
      [0, ''],
      [0, ''],
      [0, 'west\n标尺\n'],
      [0, ''],
      [22, ''],
    ]);
    const copy = '"id","region"\n1,"east"\n2,"west"\n3,"标尺"\n';
    expect(await readFile(join(folder, 'copy.csv'), 'utf8')).toBe(copy);
  });

  test('without -f an error is the answer, with -f the exit status', async () => {
    const line = `-u "$WHO" "$URL" -d 'SELECT * FROM nowhere'`;
    const shown = await shell(`curl ${line}`);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringMatching(/^Code: 60\. DB::Exception: /)]);
    const failed = await shell(`curl -f ${line}`);
    expect([failed.code, failed.stdout]).toEqual([22, '']);
    expect((await shell(`curl -f -u nobody:wrong "$URL" -d 'SELECT 1'`)).code).toBe(22);
  });

  test('a query with blanks and quotes in the address', async () => {
    const { stdout } = await shell(`curl -G -u "$WHO" "$URL" --data-urlencode "query=SELECT 'a b', '标尺'"`);
    expect(stdout).toBe('a b\t标尺\n');
  });

  test('a large upload waits for 100-continue, and a pipe goes in chunks', async () => {
    await server.client.command({ query: 'CREATE TABLE piped (n UInt64) ENGINE = MergeTree ORDER BY n' });
    await shell('seq 1 300000 > numbers.tsv');
    const insert = `"$URL/?query=INSERT+INTO+piped+FORMAT+TSV"`;
    const file = `curl -f -u "$WHO" ${insert} -H 'Expect: 100-continue' --data-binary @numbers.tsv`;
    const pipe = `seq 300001 600000 | curl -f -u "$WHO" -X POST -T - ${insert}`;
    expect([(await shell(file)).code, (await shell(pipe)).code]).toEqual([0, 0]);
    const { stdout } = await shell(`curl -u "$WHO" "$URL" -d 'SELECT count(), sum(n) FROM piped'`);
    expect(stdout).toBe('600000\t180000300000\n');
  });

  test('statements from a file', async () => {
    await writeFile(join(folder, 'query.sql'), 'SELECT 1 AS a -- one\nFORMAT JSONEachRow\n');
    expect((await shell(`curl -u "$WHO" "$URL" --data-binary @query.sql`)).stdout).toBe('{"a":1}\n');
  });

  test('a form with the query and its parameters', async () => {
    const { stdout } = await shell(
      `curl -u "$WHO" "$URL" -F "query=SELECT {x:String}" -F 'param_x=it is 标尺'`,
    );
    expect(stdout).toBe('it is 标尺\n');
  });

  test.each([
    // The endpoint answers in zstd where its Node can.
    ['gzip', 'libz'],
    ['deflate', 'libz'],
    ['br', 'brotli'],
    ...('createZstdCompress' in zlib ? [['zstd', 'zstd'] as const] : []),
  ] as const)('an answer in %s', async (encoding, feature) => {
    // A curl that cannot read it shows at least that it was sent.
    const read = features.includes(feature) ? '--compressed' : '';
    const options = `-D head.txt ${read} -H 'Accept-Encoding: ${encoding}'`;
    const query = 'SELECT sum(number) FROM numbers(1000)';
    const { stdout } = await shell(
      `curl -u "$WHO" ${options} "$URL/?enable_http_compression=1" -d '${query}'`,
    );
    if (read !== '') expect(stdout).toBe('499500\n');
    const head = await readFile(join(folder, 'head.txt'), 'utf8');
    expect(head).toMatch(new RegExp(`content-encoding: ${encoding}`, 'i'));
  });

  test('HEAD and OPTIONS are answered', async () => {
    expect((await shell(`curl -I "$URL/ping"`)).stdout).toMatch(/^HTTP\/1\.1 200/);
    const { stdout } = await shell(`curl -f -o ignored.txt -w '%{http_code}' -X OPTIONS "$URL"`);
    expect(stdout).toMatch(/^20[04]$/);
  });

  test('two requests use one connection', async () => {
    const { stdout } = await shell(`curl -w '%{num_connects}\\n' "$URL/ping" "$URL/ping"`);
    expect(stdout).toBe('Ok.\n1\nOk.\n0\n');
  });

  test('one that gives up ends its query', async () => {
    const endless = 'SELECT max(sipHash64(number)) FROM numbers(1000000000000)';
    const { code } = await shell(`curl -u "$WHO" --max-time 1 "$URL" -d '/* given up */ ${endless}'`);
    expect(code).toBe(28);
    const running = `SELECT count() FROM system.processes WHERE query LIKE '%given '||'up%'`;
    await expect
      .poll(async () => (await shell(`curl -u "$WHO" "$URL" -d "${running}"`)).stdout, { timeout: 20_000 })
      .toBe('0\n');
  });
});
