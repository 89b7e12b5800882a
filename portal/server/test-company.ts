import { randomUUID } from 'node:crypto';
import { createAccount } from '../../ledger/account.ts';
import type { LedgerDb, Role } from '../../ledger/schema.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { type AssetKey, storedTable } from '../../models/kit/key.ts';
import { modelAssets } from '../../models/warehouse.ts';
import type { Warehouse } from '../../warehouse/client.ts';
import { createAsset, createFoundations } from '../../warehouse/ddl.ts';

/**
 * A small company, filled into the store by hand for tests: two regions, four teams, twelve reps, every number a
 * formula of its indices, so that a test can say what it expects. Today is 2026-09-18.
 */
export const today = '2026-09-18';
export const password = 'correct horse battery';

const regions = ['华东', '华北'] as const;

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly teamName: string;
  readonly region: string;
  readonly at: number;
}

const names = [
  '王磊',
  '李娜',
  '张伟',
  '刘洋',
  '陈静',
  '杨帆',
  '赵敏',
  '黄涛',
  '周婷',
  '吴昊',
  '徐丽',
  '孙强',
];

export const reps: readonly Rep[] = names.map((name, at) => {
  const team = Math.floor(at / 3);
  const region = regions[Math.floor(team / 2)] ?? '';
  return {
    id: `E${String(at + 1).padStart(4, '0')}`,
    name,
    team: `T${String(team + 1).padStart(2, '0')}`,
    teamName: `${region}${team % 2 === 0 ? '一' : '二'}组`,
    region,
    at,
  };
});

/** First days of the thirty months up to this one. */
export const months: readonly string[] = Array.from({ length: 30 }, (_, at) =>
  new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 10),
);

/** Net sales of a rep on the day they book (the tenth), by month number from 0. */
export function netSales(rep: Rep, month: number): number {
  const season = [0.8, 0.6, 1.1, 1, 0.95, 1.3, 0.9, 0.95, 1.15, 1, 1.4, 1.2][(month + 3) % 12] ?? 1;
  const rising = 1 + month * (0.006 + (rep.at % 4) * 0.004) + ((rep.at * 5 + month * 7) % 9) * 0.01;
  return Math.round(180_000 * season * rising * (0.7 + rep.at * 0.05));
}

export function target(rep: Rep, month: number): number {
  return Math.round((158_000 + month * 2_100) * (0.78 + rep.at * 0.045 + ((rep.at * 3) % 5) * 0.03));
}

type Filling = Readonly<Record<string, unknown>>;

function salesRows(): Filling[] {
  return months.flatMap((month, at) =>
    reps.map((rep) => ({
      business_date: `${month.slice(0, 8)}10`,
      ...who(rep),
      channel: 'direct',
      category_group: '轴承',
      net_sales: netSales(rep, at),
      booked: netSales(rep, at) + 5_000,
      refunded: -5_000,
      cancelled: 0,
      order_lines: 4,
    })),
  );
}

function who(rep: Rep): Filling {
  return {
    employee_id: rep.id,
    employee_name: rep.name,
    team_id: rep.team,
    team_name: rep.teamName,
    region: rep.region,
  };
}

function kpiRows(): Filling[] {
  return months.flatMap((month, at) => reps.flatMap((rep) => kpisOf(rep, month, at)));
}

function kpisOf(rep: Rep, month: string, at: number): Filling[] {
  const row = (kpi: string, numerator: number, denominator: number | null = null) => ({
    month,
    kpi,
    ...who(rep),
    numerator,
    denominator,
    value: denominator === null ? numerator : denominator > 0 ? numerator / denominator : null,
    rows_included: 4,
  });
  const sold = netSales(rep, at);
  const before = at < 12 ? 0 : netSales(rep, at - 12);
  return [
    row('net_sales', sold),
    row('orders', 6 + (rep.at % 5) + Math.floor(at / 8)),
    row('attainment', sold, target(rep, at)),
    row('growth_yoy', before > 0 ? sold - before : 0, before > 0 ? before : null),
    row('new_customers', (rep.at * at) % 4),
    row('conversion', 2 + ((rep.at + at * 3) % 5), 13 + ((at + rep.at) % 6)),
    row('follow_ups', 14 + ((rep.at * 7 + at * 3) % 17)),
    row('collection', Math.round(sold * (0.68 + (rep.at % 6) * 0.04 + at * 0.002)), sold),
  ];
}

const stages = ['初步接洽', '需求确认', '方案报价', '商务谈判', '合同审批', '待签约', '赢单'];

function funnelRows(): Filling[] {
  const kept = [1, 0.82, 0.61, 0.44, 0.36, 0.33, 0.27];
  return months.flatMap((month, at) =>
    reps.flatMap((rep) =>
      stages.map((stage, stageAt) => {
        const reached = Math.round((16 + ((rep.at + at) % 5)) * (kept[stageAt] ?? 0));
        const here = at > 24 && stageAt < 6 ? ((rep.at + stageAt * 2 + at) % 4) - (stageAt > 2 ? 1 : 0) : 0;
        return {
          month,
          ...who(rep),
          stage_no: stageAt + 1,
          stage,
          reached,
          here: Math.max(0, here),
          amount_reached_base: reached * 62_000,
          amount_here_base: Math.max(0, here) * (62_000 - stageAt * 4_000),
        };
      }),
    ),
  );
}

function teams(): readonly Rep[] {
  return reps.filter((rep) => rep.at % 3 === 0);
}

function teamRows(): Filling[] {
  return months.flatMap((month, at) =>
    teams().map((team) => ({
      month,
      team_id: team.team,
      team_name: team.teamName,
      region: team.region,
      net_sales: sumOf(team, (rep) => netSales(rep, at)),
      target: sumOf(team, (rep) => target(rep, at)),
      workdays: 21,
      is_complete: at < months.length - 1,
    })),
  );
}

function sumOf(team: Rep, value: (rep: Rep) => number): number {
  return reps.filter((rep) => rep.team === team.team).reduce((sum, rep) => sum + value(rep), 0);
}

function forecastRows(): Filling[] {
  return [30, 31, 32].flatMap((at) =>
    teams().map((team) => {
      const expected = sumOf(team, (rep) => netSales(rep, at));
      return {
        team_id: team.team,
        team_name: team.teamName,
        region: team.region,
        month: new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 10),
        forecast: expected,
        lower: Math.round(expected * 0.88),
        upper: Math.round(expected * 1.11),
        model: 'ets',
        backtest_wape: 0.08 + team.at * 0.005,
        naive_wape: 0.15,
      };
    }),
  );
}

function socialRows(): Filling[] {
  return Array.from({ length: 30 }, (_, at) => {
    const week = new Date(Date.UTC(2026, 1, 23 + at * 7)).toISOString().slice(0, 10);
    const own = 52 + ((at * 7) % 23);
    const positive = 20 + ((at * 5) % 13);
    const negative = 6 + ((at * 3) % 7);
    const all = 150 + ((at * 11) % 31);
    return {
      week,
      brand: '启衡',
      is_own: true,
      mentions: own,
      positive,
      neutral: own - positive - negative,
      negative,
      all_mentions: all,
      net_sentiment: (positive - negative) / own,
      share_of_voice: own / all,
    };
  });
}

function dateRows(): Filling[] {
  return Array.from({ length: 366 + 365 + 365 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + at));
    const text = day.toISOString().slice(0, 10);
    return { date: text, month: `${text.slice(0, 8)}01`, is_workday: day.getUTCDay() % 6 !== 0 };
  });
}

const fillings: Partial<Record<AssetKey, () => Filling[]>> = {
  'dim.date': dateRows,
  'mart.sales_daily': salesRows,
  'mart.kpi_monthly': kpiRows,
  'mart.funnel': funnelRows,
  'mart.team_monthly': teamRows,
  'mart.forecast_current': forecastRows,
  'mart.social_weekly': socialRows,
};

/** Creates the tables, stores version 1 of everything and publishes it as release 1. */
export async function fillWarehouse(warehouse: Warehouse): Promise<void> {
  await createFoundations(warehouse);
  for (const asset of modelAssets.filter(({ key }) => key in fillings)) {
    await createAsset(warehouse, asset);
    const rows = fillings[asset.key]?.() ?? [];
    await storeVersion(warehouse, asset, rows, 1);
    await publish(warehouse, 1, asset, rows, 1);
  }
}

/** Stores rows as one version of an asset; nobody sees them before `publish`. */
export async function storeVersion(
  warehouse: Warehouse,
  asset: Asset,
  rows: readonly Filling[],
  version: number,
): Promise<void> {
  const stored = rows.map((row) => ({ ...row, _month: monthOf(asset, row), _version: version }));
  await warehouse.insert(storedTable(asset.key), stored);
}

/** Points a release at a version of the months the rows are in. */
export async function publish(
  warehouse: Warehouse,
  release: number,
  asset: Asset,
  rows: readonly Filling[],
  version: number,
): Promise<void> {
  const touched = [...new Set(rows.map((row) => monthOf(asset, row)))];
  await warehouse.insert(
    'meta.pointer',
    touched.map((month) => ({ release, asset: asset.key, month, version })),
  );
}

function monthOf(asset: Asset, row: Filling): string {
  if (asset.partitions.kind === 'unpartitioned') return '1970-01-01';
  return `${String(row[asset.partitions.column]).slice(0, 8)}01`;
}

/** `rep@example.com`, `manager@…` and so on: one account per role; the rep is E0002, the manager leads T01. */
export async function fillAccounts(db: LedgerDb): Promise<void> {
  const people: readonly (readonly [Role, string, object])[] = [
    ['rep', '李娜', { employeeId: 'E0002', teamId: 'T01' }],
    ['manager', '王磊', { employeeId: 'E0001', teamId: 'T01' }],
    ['executive', '何总', {}],
    ['hr', '林悦', {}],
    ['finance', '高洁', {}],
    ['analyst', '罗恒', {}],
    ['admin', '郑凯', {}],
  ];
  for (const [role, name, ids] of people) {
    await createAccount(db, { email: `${role}@example.com`, name, role, password, ...ids });
  }
}

/** What the ledger knows of the same night: a release, sources read, one failed check, rows held back, one late stream. */
export async function fillLedger(db: LedgerDb): Promise<void> {
  const night = `${today}T00:20:00Z`;
  await db
    .insertInto('run')
    .values([
      { ...runOf('r1', 'nightly', 'succeeded'), startedAt: `${today}T00:02:00Z`, finishedAt: night },
      {
        ...runOf('r0', 'nightly', 'partial'),
        error: 'crm.task was throttled',
        startedAt: '2026-09-17T00:02:00Z',
        finishedAt: '2026-09-17T00:31:00Z',
      },
    ])
    .execute();
  await db
    .insertInto('release')
    .values({ release: 1, runId: 'r1', state: 'published', publishedAt: night })
    .execute();
  for (const [source, stream, rows, at] of [
    ['erp', 'sales_order', 48_210, '2026-09-18T00:05:00Z'],
    ['crm', 'Opportunity', 21_934, '2026-09-18T00:09:00Z'],
    ['social', 'mentions', 8_120, '2026-09-16T12:00:00Z'],
  ] as const) {
    await fillStream(db, source, stream, rows, at);
  }
  for (const asset of ['mart.sales_daily', 'mart.kpi_monthly', 'mart.funnel', 'mart.social_weekly']) {
    await fillPublished(db, asset, night);
  }
  await db
    .insertInto('checkResult')
    .values({
      runId: 'r1',
      asset: 'mart.kpi_monthly',
      version: 1,
      name: 'rowDelta',
      blocking: false,
      passed: false,
      message: '12% more rows than yesterday',
    })
    .execute();
  await db
    .insertInto('quarantineSummary')
    .values({ asset: 'mart.sales_daily', version: 1, rule: 'amount is not a number', rows: 3 })
    .execute();
}

function runOf(id: string, kind: 'nightly', status: 'succeeded' | 'partial') {
  return { id, kind, status, workflowId: id, requestedBy: 'schedule', detail: '{}' };
}

async function fillStream(
  db: LedgerDb,
  source: string,
  stream: string,
  rows: number,
  at: string,
): Promise<void> {
  const key = { source, stream, slice: 'all' };
  await db
    .insertInto('slice')
    .values({ ...key, spec: '{}', state: 'done', runId: 'r1', doneAt: at })
    .execute();
  await db
    .insertInto('page')
    .values({
      ...key,
      page: randomUUID(),
      sequence: 0,
      rows,
      sha256: '',
      next: '{}',
      done: true,
      runId: 'r1',
      epoch: 1,
    })
    .execute();
}

async function fillPublished(db: LedgerDb, asset: string, at: string): Promise<void> {
  const version = { asset, month: '2026-09-01', version: 1 };
  await db
    .insertInto('partition')
    .values({
      ...version,
      runId: 'r1',
      state: 'published',
      fingerprint: '',
      codeFingerprint: '',
      inputs: '{}',
      inputVersions: '{}',
      contentHash: '',
      rows: 360,
    })
    .execute();
  await db
    .insertInto('published')
    .values({ ...version, release: 1, publishedAt: at })
    .execute();
}
