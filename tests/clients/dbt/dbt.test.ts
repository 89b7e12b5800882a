import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../../config/project-root.ts';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { describeClient } from '../describe-client.ts';
import { endpointEnvironment } from '../endpoint-environment.ts';
import { runProgram } from '../outside-program.ts';
import { pythonWithClients } from '../python/environment.ts';

const project = join(projectRoot(), 'tests', 'clients', 'dbt', 'project');

/** What dbt writes about a build: the outcome of each seed, model, snapshot and test. */
const runResults = z.object({
  results: z.array(z.object({ unique_id: z.string(), status: z.string(), message: z.string().nullish() })),
});

const python = await pythonWithClients();

let server: TestClickHouse;
let scratch: string;

describeClient('dbt-clickhouse', python, () => {
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'yardstick-dbt-'));
    server = await testClickHouse();
    const command = (query: string) => server.client.command({ query });
    await command('CREATE DATABASE raw');
    await command(
      "CREATE TABLE raw.sale (id UInt32, region_id Int32, amount Decimal(18, 4), sold_at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id",
    );
    await command(
      "INSERT INTO raw.sale SELECT number, number % 3 + 1, number + 1, toDateTime('2024-01-01', 'UTC') + number FROM numbers(1000)",
    );
  });
  afterAll(async () => {
    await server?.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  test('a first build makes seed, table, view, incremental model, snapshot and tests', async () => {
    expect(await build()).toEqual(everything);
    expect(await counts()).toEqual({ sale: 1000, log: 1000, runs: 1, history: 1000, current: 1000 });
    expect(await rows('SELECT name, opened_on FROM shop.region ORDER BY id')).toEqual([
      { name: 'East', opened_on: '2020-01-01' },
      { name: 'West', opened_on: '2021-06-30' },
      { name: '标尺', opened_on: null },
    ]);
  });

  test('descriptions become comments of tables and columns', async () => {
    const comment = "SELECT comment FROM system.tables WHERE database = 'shop' AND name = 'sale'";
    expect(await rows(comment)).toEqual([{ comment: 'One row per sale.' }]);
    const column =
      "SELECT comment FROM system.columns WHERE database = 'shop' AND table = 'sale' AND name = 'id'";
    expect(await rows(column)).toEqual([{ comment: 'Number of the sale.' }]);
  });

  test('a second build adds what is new and keeps what was', async () => {
    await server.client.command({
      query:
        "INSERT INTO raw.sale SELECT number, number % 3 + 1, number + 1, toDateTime('2024-01-01', 'UTC') + number FROM numbers(1000, 10)",
    });
    await server.client.command({
      query: 'ALTER TABLE raw.sale UPDATE amount = 5000 WHERE id < 5',
      clickhouse_settings: { mutations_sync: '2' },
    });
    expect(await build()).toEqual(everything);
    expect(await counts()).toEqual({ sale: 1010, log: 1010, runs: 2, history: 1015, current: 1010 });
    const changed = 'SELECT count() AS n FROM shop.sale_history WHERE id < 5 GROUP BY id';
    expect(await rows(changed)).toEqual(Array(5).fill({ n: '2' }));
  });

  test('a failing test of dbt fails the build and says so', async () => {
    await server.client.command({
      query: "INSERT INTO raw.sale VALUES (9999, 1, 0, toDateTime('2025-01-01', 'UTC'))",
    });
    expect(await build()).toMatchObject({ 'test.shop.no_sale_without_amount': 'fail' });
  });
});

const passed = {
  'seed.shop.region': 'success',
  'model.shop.sale': 'success',
  'model.shop.sale_by_region': 'success',
  'model.shop.sale_log': 'success',
  'snapshot.shop.sale_history': 'success',
  'test.shop.no_sale_without_amount': 'pass',
};
const columnTests = ['unique_region_id', 'not_null_region_id', 'unique_sale_id', 'not_null_sale_id'];
const everything = {
  ...passed,
  ...Object.fromEntries(
    [
      ...columnTests,
      'unique_sale_log_id',
      'not_null_sale_log_id',
      'relationships_sale_region_id__id__ref_region_',
    ].map((name) => [`test.shop.${name}`, 'pass']),
  ),
};

/** `dbt build`: node → status. Throws with dbt's own words when it did not get as far as that. */
async function build(): Promise<Record<string, string>> {
  if ('missing' in python) throw new Error(python.missing);
  const args = ['-m', 'dbt.cli.main', 'build', '--project-dir', project, '--profiles-dir', project];
  const end = await runProgram(python.there, args, {
    cwd: scratch,
    env: {
      ...endpointEnvironment(server),
      DBT_TARGET_PATH: join(scratch, 'target'),
      DBT_LOG_PATH: join(scratch, 'logs'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  if (end === undefined || end.code === null || end.code > 1)
    throw new Error(`dbt: ${end?.stdout}${end?.stderr}`);
  const { results } = runResults.parse(
    JSON.parse(readFileSync(join(scratch, 'target', 'run_results.json'), 'utf8')),
  );
  const errors = results.filter(({ status }) => status === 'error');
  if (errors.length > 0) throw new Error(errors.map((one) => `${one.unique_id}: ${one.message}`).join('\n'));
  return Object.fromEntries(
    results.map(({ unique_id, status }) => [unique_id.split('.').slice(0, 3).join('.'), status]),
  );
}

async function rows(query: string): Promise<unknown[]> {
  return await (await server.client.query({ query, format: 'JSONEachRow' })).json();
}

async function counts(): Promise<unknown> {
  const [row] = await rows(`SELECT
    toUInt32((SELECT count() FROM shop.sale)) AS sale,
    toUInt32((SELECT count() FROM shop.sale_log)) AS log,
    toUInt32((SELECT uniqExact(added_by) FROM shop.sale_log)) AS runs,
    toUInt32((SELECT count() FROM shop.sale_history)) AS history,
    toUInt32((SELECT countIf(dbt_valid_to IS NULL) FROM shop.sale_history)) AS current`);
  return row;
}
