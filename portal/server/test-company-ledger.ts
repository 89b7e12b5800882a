import { randomUUID } from 'node:crypto';
import { createAccount } from '../../ledger/account.ts';
import type { LedgerDb, Role } from '../../ledger/schema.ts';
import { password, today } from './test-company.ts';

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
