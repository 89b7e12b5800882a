import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboards } from '../../dashboards/catalogue.ts';
import { requiredColumns } from '../../dashboards/kit/tile.ts';
import { type ClickHouseUser, hashPassword } from '../../infra/embedded/clickhouse/spawn.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { raiseAlert } from '../../ledger/alert.ts';
import { latestAudit, verifyAudit } from '../../ledger/audit.ts';
import { revokeSessionsOf } from '../../ledger/session.ts';
import { type TestLedger, testLedger } from '../../ledger/test-ledger.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { openWarehouse, type Warehouse } from '../../warehouse/client.ts';
import { type Portal, startPortal } from './start.ts';
import { TestBrowser } from './test-browser.ts';
import {
  fillAccounts,
  fillLedger,
  fillWarehouse,
  months,
  netSales,
  password,
  publish,
  reps,
  storeVersion,
  today,
} from './test-company.ts';

let clickhouse: TestClickHouse;
let ledger: TestLedger;
let warehouse: Warehouse;
let portal: Portal;

/** The portal needs to read and nothing more. */
const readerPassword = 'only for reading';

const company = {
  name: '启衡工业品',
  timezone: 'Asia/Shanghai',
  baseCurrency: 'CNY',
  fiscalYearStart: 1,
  language: 'zh-CN',
} as const;

beforeAll(async () => {
  const reader: ClickHouseUser = {
    name: 'portal',
    passwordHash: await hashPassword(readerPassword),
    rights: 'reader',
    databases: ['store', 'meta'],
  };
  [clickhouse, ledger] = await Promise.all([testClickHouse([reader]), testLedger()]);
  warehouse = openWarehouse(clickhouse);
  await fillWarehouse(warehouse);
  await fillAccounts(ledger.db);
  await fillLedger(ledger.db);
  portal = await open(clickhouse.url);
}, 180_000);

afterAll(async () => {
  await portal?.stop();
  await warehouse?.close();
  await ledger?.close();
  await clickhouse?.stop();
}, 60_000);

function open(clickhouseUrl: string, loginsPerMinute = 1000): Promise<Portal> {
  return startPortal({
    port: 0,
    ledgerUrl: ledger.url,
    clickhouse: { url: clickhouseUrl, username: 'portal', password: readerPassword },
    sessionSecret: 'a secret of at least thirty-two characters',
    company,
    tileTimeoutMs: 10_000,
    loginsPerMinute,
    logLevel: 'silent',
    now: () => new Date(`${today}T04:00:00Z`),
  });
}

async function signedIn(role: string): Promise<TestBrowser> {
  const browser = new TestBrowser(portal.url);
  const answer = await browser.signIn(`${role}@example.com`, password);
  expect(answer.status).toBe(200);
  return browser;
}

const september = { release: '1', from: '2026-09-01', to: '2026-09-30' };

function tile(dashboard: string, key: string, query: Record<string, string> = september): string {
  return `/api/dashboards/${dashboard}/tiles/${key}?${new URLSearchParams(query)}`;
}

function soldInSeptember(employees: readonly string[]): number {
  const at = months.indexOf('2026-09-01');
  return reps.filter((rep) => employees.includes(rep.id)).reduce((sum, rep) => sum + netSales(rep, at), 0);
}

const everybody = reps.map((rep) => rep.id);
const teamOne = reps.filter((rep) => rep.team === 'T01').map((rep) => rep.id);

describe('who sees which rows', () => {
  it('a rep the own ones, a manager the team, an executive all', async () => {
    for (const [role, employees] of [
      ['rep', ['E0002']],
      ['manager', teamOne],
      ['executive', everybody],
    ] as const) {
      const { body } = await (await signedIn(role)).get(tile('sales-overview', 'net-sales'));
      expect(Number(body.rows[0].value), role).toBe(soldInSeptember(employees));
    }
  });

  it('and no query parameter widens them', async () => {
    const browser = await signedIn('rep');
    const own = soldInSeptember(['E0002']);
    for (const extra of [
      { region: '' },
      { team: '' },
      { viewer_employee: 'E0001' },
      { param_viewer_employee: 'E0001' },
      { employee: 'E0001' },
    ]) {
      const { body } = await browser.get(tile('sales-overview', 'net-sales', { ...september, ...extra }));
      expect(Number(body.rows[0].value), JSON.stringify(extra)).toBe(own);
    }
    for (const narrowed of [{ team: 'T02' }, { region: '华北' }, { region: "' OR 1=1 --" }]) {
      const { body } = await browser.get(tile('sales-overview', 'net-sales', { ...september, ...narrowed }));
      expect(body.rows[0].value, JSON.stringify(narrowed)).toBeNull();
    }
    const rows = await browser.get(tile('team-performance', 'matrix'));
    expect(rows.body.rows.map((row: { name: string }) => row.name)).toEqual(['李娜']);
  });

  it('nor do the rows behind a number or the choices of a filter show more', async () => {
    const browser = await signedIn('rep');
    const { body } = await browser.get(tile('sales-overview', 'net-sales/rows'));
    expect(new Set(body.rows.map((row: { employee_name: string }) => row.employee_name))).toEqual(
      new Set(['李娜']),
    );
    const view = await browser.get('/api/dashboards/sales-overview');
    const team = view.body.filters.find((filter: { key: string }) => filter.key === 'team');
    expect(team.options.map((option: { value: string }) => option.value)).toEqual(['T01']);
  });

  it('pages and sections a role may not open are refused and audited', async () => {
    const hr = await signedIn('hr');
    expect((await hr.get(tile('funnel', 'stages'))).status).toBe(403);
    expect((await hr.get('/api/dashboards')).body.dashboards).toHaveLength(2);
    const rep = await signedIn('rep');
    expect((await rep.get('/api/data')).status).toBe(403);
    expect((await rep.get(tile('sales-overview', 'net-sales/export.csv'))).status).toBe(403);
    const [denied] = await latestAudit(ledger.db, 1);
    expect(denied).toMatchObject({ action: 'portal.denied', subject: 'tile:export' });
  });

  it('nothing at all without a session', async () => {
    const stranger = new TestBrowser(portal.url);
    for (const path of ['/api/dashboards', tile('sales-overview', 'net-sales'), '/api/alerts', '/api/data']) {
      expect((await stranger.get(path)).status, path).toBe(401);
    }
    expect((await stranger.get('/api/me')).body).toEqual({ me: null });
  });
});

describe('every tile', () => {
  it('answers the columns its kind is drawn from, and rows as declared', async () => {
    const browser = await signedIn('executive');
    const year = { release: '1', from: '2026-01-01', to: today };
    for (const { key, tiles } of dashboards) {
      for (const declared of tiles) {
        const numbers = (await browser.get(tile(key, declared.key, year))).body.rows;
        const drawn = [
          ...requiredColumns[declared.kind],
          ...(declared.columns ?? []).map((column) => column.name),
        ];
        expect(numbers.length, `${key}/${declared.key}`).toBeGreaterThan(0);
        expect(Object.keys(numbers[0]), `${key}/${declared.key}`).toEqual(expect.arrayContaining(drawn));
        const rows = (await browser.get(tile(key, `${declared.key}/rows`, year))).body.rows;
        const shown = declared.rows.columns.map((column) => column.name);
        expect(Object.keys(rows[0] ?? {}), `${key}/${declared.key}`).toEqual(expect.arrayContaining(shown));
      }
    }
  });
});

describe('a page view', () => {
  it('stays at its release while a new one is published, and says when that is not kept any more', async () => {
    const browser = await signedIn('executive');
    const view = (await browser.get('/api/dashboards/sales-overview')).body;
    const query = { ...september, release: String(view.release) };
    const before = (await browser.get(tile('sales-overview', 'net-sales', query))).body;

    await publishDoubled(2);
    const after = (await browser.get(tile('sales-overview', 'net-sales', query))).body;
    expect(after).toEqual(before);

    const next = (await browser.get('/api/dashboards/sales-overview')).body;
    expect(next.release).toBe(2);
    const doubled = (await browser.get(tile('sales-overview', 'net-sales', { ...september, release: '2' })))
      .body;
    expect(Number(doubled.rows[0].value)).toBe(2 * Number(before.rows[0].value));

    await publishDoubled(3);
    await publishDoubled(4);
    const gone = await browser.get(tile('sales-overview', 'net-sales', query));
    expect(gone.status).toBe(410);
    expect(gone.body.code).toBe('PORTAL_RELEASE_GONE');
  });

  it('is told in the reader’s language', async () => {
    const browser = await signedIn('executive');
    const en = (await browser.get('/api/dashboards/funnel', 'en')).body;
    const zh = (await browser.get('/api/dashboards/funnel', 'zh-CN')).body;
    expect([en.title, zh.title]).toEqual(['Funnel', '销售漏斗']);
    expect(zh.freshness).toMatchObject({ state: 'fresh', publishedAt: `${today}T00:20:00.000Z` });
    expect(zh.freshness.sources.find((source: { name: string }) => source.name === 'social').state).toBe(
      'late',
    );
  });

  it('refuses filters that are not what they should be', async () => {
    const browser = await signedIn('executive');
    for (const wrong of [
      { from: "2026-09-01'" },
      { to: 'tomorrow' },
      { release: '0' },
      { release: '1 OR 1' },
    ]) {
      const { status } = await browser.get(tile('sales-overview', 'net-sales', { ...september, ...wrong }));
      expect(status, JSON.stringify(wrong)).toBe(400);
    }
  });
});

/** A release in which September's sales are twice what they were. */
async function publishDoubled(release: number): Promise<void> {
  const asset = modelAssets.find(({ key }) => key === 'mart.sales_daily');
  if (asset === undefined) throw new Error('mart.sales_daily is gone');
  const at = months.indexOf('2026-09-01');
  const rows = reps.map((rep) => ({
    business_date: '2026-09-10',
    employee_id: rep.id,
    employee_name: rep.name,
    team_id: rep.team,
    team_name: rep.teamName,
    region: rep.region,
    net_sales: 2 * netSales(rep, at),
  }));
  await storeVersion(warehouse, asset, rows, release);
  await publish(warehouse, release, asset, rows, release);
}

describe('an export', () => {
  it('is the rows as CSV and leaves its trace', async () => {
    const browser = await signedIn('finance');
    const query = { ...september, release: '4' };
    const { status, body } = await browser.get(tile('sales-overview', 'net-sales/export.csv', query));
    expect(status).toBe(200);
    expect(body.split('\r\n')).toHaveLength(reps.length + 2);
    const [entry] = await latestAudit(ledger.db, 1);
    expect(entry).toMatchObject({ action: 'portal.exported', subject: 'sales-overview/net-sales' });
    expect(entry?.detail).toMatchObject({ rows: reps.length });
    expect(await verifyAudit(ledger.db)).toMatchObject({ intact: true });
  });
});

describe('signing in', () => {
  it('needs the CSRF token of this browser', async () => {
    const browser = new TestBrowser(portal.url);
    const without = await browser.send('POST', '/api/session', { login: 'rep@example.com', password });
    expect(without.status).toBe(403);
    expect(without.body.code).toBe('PORTAL_CSRF');
    const other = new TestBrowser(portal.url);
    const stolen = await other.csrfToken();
    const crossed = await browser.send(
      'POST',
      '/api/session',
      { login: 'rep@example.com', password },
      stolen,
    );
    expect(crossed.status).toBe(403);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const browser = await signedIn('analyst');
    expect(browser.sessionCookie).toMatch(/HttpOnly/);
    expect(browser.sessionCookie).toMatch(/SameSite=Strict/);
  });

  it('ends with signing out, with revocation and with time', async () => {
    const browser = await signedIn('analyst');
    expect((await browser.signOut()).status).toBe(200);
    expect((await browser.get('/api/dashboards')).status).toBe(401);

    const revoked = await signedIn('analyst');
    const account = await ledger.db
      .selectFrom('account')
      .select('id')
      .where('email', '=', 'analyst@example.com')
      .executeTakeFirstOrThrow();
    await revokeSessionsOf(ledger.db, account.id);
    expect((await revoked.get('/api/dashboards')).status).toBe(401);

    const expired = await signedIn('analyst');
    await ledger.db
      .updateTable('session')
      .set({ expiresAt: '2020-01-01T00:00:00Z' })
      .where('accountId', '=', account.id)
      .execute();
    expect((await expired.get('/api/dashboards')).status).toBe(401);
  });

  it('locks an account after ten failures, telling strangers nothing', async () => {
    const browser = new TestBrowser(portal.url);
    const answers = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      answers.push(await browser.signIn('hr@example.com', 'wrong password'));
    }
    const locked = await browser.signIn('hr@example.com', password);
    const unknown = await browser.signIn('nobody@example.com', password);
    expect(locked.status).toBe(401);
    expect({ ...locked.body, reference: '' }).toEqual({ ...unknown.body, reference: '' });
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    const refused = (await latestAudit(ledger.db, 2)).find((entry) => entry.subject === 'hr@example.com');
    expect(refused?.detail).toEqual({ reason: 'locked' });
  });
});

describe('guessing', () => {
  it('is slowed down per address, whatever the account', async () => {
    const guarded = await open(clickhouse.url, 3);
    try {
      const browser = new TestBrowser(guarded.url);
      const statuses = [];
      for (const login of ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']) {
        statuses.push((await browser.signIn(login, 'a guess of ours')).status);
      }
      expect(statuses).toEqual([401, 401, 401, 429]);
    } finally {
      await guarded.stop();
    }
  });
});

describe('when something is wrong', () => {
  it('the banner tells everybody, and those who run the data what it is about', async () => {
    await raiseAlert(ledger.db, { kind: 'run failed', subject: 'nightly', message: 'crm.task answered 500' });
    const executive = (await (await signedIn('executive')).get('/api/alerts', 'en')).body.alerts;
    expect(executive).toMatchObject([{ severity: 'critical' }]);
    expect(executive[0].message).not.toContain('crm.task');
    const admin = (await (await signedIn('admin')).get('/api/alerts', 'en')).body.alerts;
    expect(admin[0].message).toContain('crm.task answered 500');
  });

  it('the Data page shows sources, runs, assets, checks and quarantine', async () => {
    const { body } = await (await signedIn('admin')).get('/api/data');
    expect(body.sources.rows.map((row: { source: string }) => row.source)).toEqual(['crm', 'erp', 'social']);
    expect(body.runs.rows[0]).toMatchObject({ kind: 'nightly', status: 'succeeded' });
    expect(body.assets.rows).toHaveLength(4);
    expect(body.checks.rows).toMatchObject([{ check: 'rowDelta', blocking: false }]);
    expect(body.quarantine.rows).toMatchObject([{ asset: 'mart.sales_daily', rows: 3 }]);
  });

  it('a warehouse that does not answer gives a tile a text and a retry, never a stack', async () => {
    const broken = await open('http://127.0.0.1:9');
    try {
      const browser = new TestBrowser(broken.url);
      await browser.signIn('executive@example.com', password);
      const { status, body } = await browser.get(tile('sales-overview', 'net-sales'), 'en');
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: true });
      expect(JSON.stringify(body)).not.toMatch(/SELECT|at \w+ \(|127\.0\.0\.1/);
      expect((await browser.get('/api/alerts')).status).toBe(200);
    } finally {
      await broken.stop();
    }
  });

  it('an address that does not exist is a 404 with a way on', async () => {
    const browser = await signedIn('executive');
    expect((await browser.get('/api/dashboards/nothing')).body.code).toBe('PORTAL_NOT_FOUND');
    expect((await browser.get('/api/nothing')).status).toBe(404);
  });
});

describe('every response', () => {
  it('carries the page policy and is not stored', async () => {
    const response = await fetch(`${portal.url}/api/me`);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
