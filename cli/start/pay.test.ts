import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confidentialTables } from '../../access/confidential.ts';
import { warehouseSchema } from '../../config/warehouse-users.ts';
import { testUsers } from '../../infra/embedded/clickhouse/test-client.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { usersOf } from '../../infra/embedded/engines.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { grants } from '../answers/grants.ts';
import { analystsOf } from './analysts.ts';

const password = 'long enough';
const confidential = Object.keys(confidentialTables);
let server: TestClickHouse;

beforeAll(async () => {
  const secrets = {
    ...{ clickhouseAdmin: password, clickhouseLoader: password, clickhouseBi: password },
    ...{ clickhousePortal: password, ledger: password, portalSession: password, demo: password },
  };
  const users = [
    { name: 'ada', password },
    { name: 'east', password, rows: { region: ['East'] } },
    { name: 'payroll', password, may: ['pay:by-name', 'pay:total'] },
  ];
  const configured = { warehouse: warehouseSchema.parse({ users }), file: 'yardstick.yaml' };
  server = await testClickHouse([
    ...(await usersOf({ secrets })),
    ...(await analystsOf(configured, modelAssets)),
  ]);
  const table = '(employee_id String, region String) ENGINE = MergeTree ORDER BY employee_id';
  await run('CREATE DATABASE mart');
  for (const name of [...confidential, 'mart.kpi_monthly']) {
    await run(`CREATE TABLE ${name} ${table}`);
    await run(`INSERT INTO ${name} VALUES ('E1', 'East')`);
  }
}, 60_000);
afterAll(() => server.stop());

const run = (query: string) => server.client.command({ query });
const ask = (user: string, sql: string) => testUsers(server)(user, sql, password);
const count = (table: string) => `SELECT count() FROM ${table}`;

/** The confidential tables that a user can read. */
async function readable(user: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of confidential) {
    const answer = await ask(user, count(table));
    if (answer === '1\n') found.push(table);
    else expect(answer, `${user} ${table}`).toContain('Code: 497');
  }
  return found;
}

describe.each(['bi', 'ada', 'east'])('an analyst (%s)', (user) => {
  test('reads what is published but neither pay nor scores by name', async () => {
    expect(await ask(user, count('mart.kpi_monthly'))).toBe('1\n');
    expect(await readable(user)).toEqual([]);
  });

  test.each([
    'SELECT * FROM (SELECT employee_id FROM mart.commission_statement)',
    'SELECT * FROM mart.kpi_monthly WHERE employee_id IN (SELECT employee_id FROM mart.commission_deal)',
    'SELECT * FROM mart.kpi_monthly AS k JOIN mart.scorecard AS s ON s.employee_id = k.employee_id',
    'DESCRIBE TABLE mart.commission_statement',
    "SELECT count() FROM merge('mart', '^commission_')",
  ])('nor by %s', async (sql) => {
    expect(await ask(user, sql)).toMatch(/^Code: /);
  });

  test('sees no columns of them', async () => {
    const sql = "SELECT DISTINCT table FROM system.columns WHERE database = 'mart'";
    expect(await ask(user, sql)).toBe('kpi_monthly\n');
  });
});

test('what is granted in the configuration can be read, and no more', async () => {
  const pay = Object.entries(confidentialTables).filter(([, right]) => right !== 'score:everyone');
  expect(await readable('payroll')).toEqual(pay.map(([table]) => table));
});

test('the rights of a user are shown as they are', async () => {
  expect(await ask('payroll', 'SHOW GRANTS')).toContain('REVOKE SELECT ON mart.scorecard FROM payroll');
});

describe('a role by the SQL of `yardstick grants`', () => {
  const made = async (role: string, may: readonly string[]) => {
    for (const statement of grants({ role, may }).text.split(';\n')) await run(statement.replace(/;$/, ''));
    await run(`CREATE USER IF NOT EXISTS ${role}_user IDENTIFIED BY '${password}'`);
    await run(`GRANT ${role} TO ${role}_user`);
    return `${role}_user`;
  };

  test('reads all but pay and scores, also when it is run again', async () => {
    for (const user of [await made('analyst', []), await made('analyst', [])]) {
      expect(await ask(user, count('mart.kpi_monthly'))).toBe('1\n');
      expect(await readable(user)).toEqual([]);
    }
  });

  test('reads what it is granted', async () => {
    const user = await made('hr', ['score:everyone']);
    expect(await readable(user)).toEqual(['mart.award', 'mart.ranking', 'mart.scorecard']);
  });
});
