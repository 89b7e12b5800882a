import { describe, expect, it } from 'vitest';
import { dashboards } from '../../dashboards/catalogue.ts';
import { requiredColumns } from '../../dashboards/kit/tile.ts';
import { latestAudit, verifyAudit } from '../../ledger/audit.ts';
import { endPair, pairMentor } from '../../ledger/mentor-pair.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { TestBrowser } from './test-browser.ts';
import { months, netSales, reps, today } from './test-company.ts';
import { publish, storeVersion } from './test-company-warehouse.ts';
import { september, testPortal, tile } from './test-portal.ts';

const { url, db, warehouse, signedIn } = testPortal();

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

  it('a mentor the KPIs of the mentee, on the days of the pair, and nothing else of them', async () => {
    const browser = await signedIn('rep');
    const matrix = tile('team-performance', 'matrix', { ...september, mentee: 'E0003' });
    expect((await browser.get(matrix)).status).toBe(403);
    const pair = {
      mentorId: 'E0002',
      menteeId: 'E0003',
      startsOn: today,
      endsOn: null,
      by: 'hr@example.com',
    };
    const { id } = await pairMentor(db(), pair);
    const names = (await browser.get(matrix)).body.rows.map((row: { name: string }) => row.name);
    expect(names).toEqual([reps.find((rep) => rep.id === 'E0003')?.name]);
    const sales = tile('sales-overview', 'net-sales', { ...september, mentee: 'E0003' });
    // Not an empty tile: that would say that the mentee has sold nothing.
    expect((await browser.get(sales)).status).toBe(403);
    const beyond = (await latestAudit(db(), 1, 'mentee E0003'))[0];
    expect(beyond).toMatchObject({
      action: 'portal.denied',
      detail: { asset: expect.stringMatching(/^(fct|mart)\./) },
    });
    const other = tile('team-performance', 'matrix', { ...september, mentee: 'E0004' });
    expect((await browser.get(other)).status).toBe(403);
    expect((await (await signedIn('manager')).get(matrix)).status).toBe(403);
    await endPair(db(), { id, on: today, today, by: 'hr@example.com', reason: 'over' });
    expect((await browser.get(matrix)).status).toBe(403);
    const denied = (await latestAudit(db(), 1, 'mentee E0003'))[0];
    expect(denied?.action).toBe('portal.denied');
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
    const [denied] = await latestAudit(db(), 1);
    expect(denied).toMatchObject({ action: 'portal.denied', subject: 'tile:export' });
  });

  it('nothing at all without a session', async () => {
    const stranger = new TestBrowser(url());
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

describe('an export', () => {
  it('is the rows as CSV and leaves its trace', async () => {
    const browser = await signedIn('finance');
    const query = { ...september, release: '4' };
    const { status, body } = await browser.get(tile('sales-overview', 'net-sales/export.csv', query));
    expect(status).toBe(200);
    expect(body.split('\r\n')).toHaveLength(reps.length + 2);
    const [entry] = await latestAudit(db(), 1);
    expect(entry).toMatchObject({ action: 'portal.exported', subject: 'sales-overview/net-sales' });
    expect(entry?.detail).toMatchObject({ rows: reps.length });
    expect(await verifyAudit(db())).toMatchObject({ intact: true });
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
  await storeVersion(warehouse(), asset, rows, release);
  await publish(warehouse(), release, asset, rows, release);
}
