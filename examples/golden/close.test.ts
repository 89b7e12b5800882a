import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyClose } from '../../activities/close/verify.ts';
import type { Context } from '../../activities/context.ts';
import { exact, sum } from '../../appraisal/exact.ts';
import { money } from '../../appraisal/rounding.ts';
import { adjust } from '../../cli/answers/appraisal/adjust.ts';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { verify as verifyAudit } from '../../cli/answers/audit/verify.ts';
import { check } from '../../cli/answers/close/check.ts';
import { diff } from '../../cli/answers/close/diff.ts';
import { lockPeriod } from '../../cli/answers/close/lock.ts';
import { status } from '../../cli/answers/close/status.ts';
import { unlock } from '../../cli/answers/close/unlock.ts';
import { verify } from '../../cli/answers/close/verify.ts';
import { explain } from '../../cli/answers/explain/explain.ts';
import { lockedPeriods, lockedPeriodsText } from '../../cli/runtime/locked-periods.ts';
import { projectRoot } from '../../config/project-root.ts';
import { createAccount } from '../../ledger/account.ts';
import { droppable } from '../../ledger/droppable.ts';
import { markDropped } from '../../ledger/partition.ts';
import { closesOf } from '../../ledger/period-close.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { dropVersions } from '../../warehouse/drop-version.ts';

// The life of a lock on real engines: asked for, refused, given, proved, outlived by later data, taken away by two people, given again.

const folder = join(projectRoot(), 'examples', 'golden');
const document = readFileSync(join(folder, 'every-field.json'), 'utf8');
const period = '2026Q1';
const finance = 'finance@golden.example';
const director = 'director@golden.example';
const held = { by: finance, accept: ['no_held_orders'], reason: 'O12 is with the court' };

let pipeline: Pipeline;
let context: Context;
let secret: string;

/** The document with other values at some of its places, such as `fx.1.rate`, handed in and run. */
async function runWith(changes: Readonly<Record<string, unknown>> = {}) {
  const changed: unknown = JSON.parse(document);
  for (const [place, value] of Object.entries(changes)) put(changed, place.split('.'), value);
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), JSON.stringify(changed));
  expect((await pipeline.run()).problems).toEqual([]);
}

function put(of: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (typeof of !== 'object' || of === null || !(key in of)) throw new Error(`The document has no ${key}`);
  if (rest.length === 0) Object.assign(of, { [key]: value });
  else put(Object.entries(of).find(([name]) => name === key)?.[1], rest, value);
}

const figures = async () => (await statement(context, { period })).data;

beforeAll(async () => {
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), { declared: fewKpis(), ends: payMarts });
  context = pipeline.context;
  mkdirSync(join(pipeline.home, 'input'));
  secret = join(pipeline.home, 'password');
  writeFileSync(secret, 'a long enough secret\n');
  const password = 'a long enough secret';
  const fin = { name: 'Fin', role: 'finance', employeeId: 'F1', password } as const;
  await createAccount(context.db, { ...fin, email: finance });
  await createAccount(context.db, { ...fin, email: `second.${finance}` });
  await createAccount(context.db, { email: director, name: 'Dee', role: 'executive', password });
  await createAccount(context.db, { email: 'rep@golden.example', name: 'Ann', role: 'rep', password });
  await runWith();
}, 300_000);
afterAll(() => pipeline.stop());

let closed: unknown;

it('says what is open before a lock, and refuses the lock for it', { timeout: 120_000 }, async () => {
  const { data, failed } = await check(context, period);
  const items = z.object({
    items: z.array(z.object({ name: z.string(), holds: z.boolean(), found: z.string() })),
  });
  const open = items.parse(data).items.filter(({ holds }) => !holds);
  expect(open).toEqual([{ name: 'no_held_orders', holds: false, found: 'O12.' }]);
  expect(failed).toBe(true);
  const unaccepted = { ...held, accept: [] };
  await expect(lockPeriod(context, period, unaccepted)).rejects.toMatchObject({
    code: 'PERIOD_NOT_READY',
    message: 'no_held_orders: O12.',
  });
  await expect(lockPeriod(context, period, { ...held, reason: ' ' })).rejects.toMatchObject({
    code: 'PERIOD_NOT_READY',
  });
  await expect(lockPeriod(context, period, { ...held, accept: ['fx_complete'] })).rejects.toMatchObject({
    code: 'PERIOD_NOT_READY',
  });
  await expect(lockPeriod(context, period, { ...held, by: 'rep@golden.example' })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await expect(lockPeriod(context, '2031Q1', held)).rejects.toMatchObject({ code: 'APPRAISAL_UNKNOWN' });
  expect((await status(context, period)).data).toMatchObject({ state: 'open', versions: [] });
});

it('explains what it pays, with the rows and what does not count', { timeout: 120_000 }, async () => {
  const told = z.object({
    result: z.string(),
    steps: z.array(
      z.object({ key: z.string(), value: z.string(), excluded: z.array(z.object({ key: z.string() })) }),
    ),
    rows: z.object({
      followups: z.array(z.object({ exclusion: z.string() })),
      answers: z.array(z.unknown()),
    }),
  });
  const asked = { subject: 'statement', period } as const;
  const paid = z
    .object({ reps: z.record(z.string(), z.object({ total_payable: z.string() })) })
    .parse(await figures());
  for (const [employee, { total_payable }] of Object.entries(paid.reps)) {
    const { result, steps } = told.parse((await explain(context, { ...asked, employee }, 'en')).data);
    expect([employee, result, money(exact(steps.at(-1)?.value ?? '0'))]).toEqual([
      employee,
      total_payable,
      total_payable,
    ]);
  }
  const ann = told.parse((await explain(context, { ...asked, employee: 'A1' }, 'zh')).data);
  expect(ann.rows.followups).toHaveLength(34);
  expect(ann.rows.followups.filter(({ exclusion }) => exclusion === 'flagged')).toHaveLength(4);
  expect(ann.rows.answers).toHaveLength(4);
  const cy = told.parse((await explain(context, { ...asked, employee: 'C3' }, 'en')).data);
  expect(cy.steps.find(({ key }) => key === 'net_sales')?.excluded).toEqual([{ key: 'orders[O12]' }]);
  const ofMo = { ...asked, employee: 'M9' };
  expect(await explain(context, ofMo, 'en')).toMatchObject({
    data: { paid: false, plans: ['FALLING'] },
    text: 'M9 is known to FALLING in 2026Q1, as a superior or a manager, and is paid nothing there.',
  });
  expect((await explain(context, ofMo, 'zh')).text).toContain('该方案不向其支付任何金额');
  await expect(explain(context, { ...asked, employee: 'Z1' })).rejects.toMatchObject({
    code: 'APPRAISAL_UNKNOWN',
  });
});

it('locks once, with what is accepted', { timeout: 120_000 }, async () => {
  closed = await figures();
  const { data } = await lockPeriod(context, period, held);
  expect(data).toMatchObject({
    ...{ number: 1, state: 'locked', release: 1, asOf: '2026-03-31', lockedBy: finance },
    terms: { plans: [{ plan: 'FALLING', version: 3, weightSets: ['AE v1', 'AE v2', 'MGR v1', 'SR v1'] }] },
  });
  await expect(lockPeriod(context, period, held)).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
  const lock = { period, number: 1, lockedBy: finance };
  expect(await lockedPeriods(context.db, ['2026-03-01', '2026-04-01'])).toEqual([lock]);
  expect(await lockedPeriods(context.db, 'all')).toEqual([lock]);
  expect(await lockedPeriods(context.db, ['2025-12-01', '2026-04-01'])).toEqual([]);
  expect(lockedPeriodsText([lock], 'en')).toContain('lie in a locked period, 2026Q1: statements stay');
  expect(lockedPeriodsText([], 'en')).toBe('');
});

it('recomputes the lock bit for bit', { timeout: 300_000 }, async () => {
  const { data, failed } = await verify(context, period);
  expect(failed).toBe(false);
  const verdict = z
    .object({ equal: z.literal(true), verified: z.number(), recomputed: z.number() })
    .parse(data);
  // Sources' mappings are compared; everything made of them is computed again, down to the four marts.
  expect(verdict.recomputed).toBeGreaterThan(30);
  expect(verdict.verified).toBeGreaterThan(verdict.recomputed);
});

it('keeps statements, while everything changes at the sources, and says why they would differ', {
  timeout: 300_000,
}, async () => {
  await runWith({
    'fx.1.rate': '7.1',
    'orders.1.credits.0.pct': 50,
    'orders.1.credits.1.pct': 50,
    'orders.4.refunds.0.amount': '12000',
    'orders.10.amount': '11000',
    'customer_merges.1.at': '2026-03-09T16:00:00Z',
    'plan.team_bonus.rate': '0.02',
  });
  expect(await figures()).toEqual(closed);
  const told = z.object({
    plans: z.tuple([
      z.object({
        before: z.string(),
        after: z.string(),
        effects: z.array(
          z.object({ causes: z.array(z.string()), changed: z.array(z.string()), totalCost: z.string() }),
        ),
      }),
    ]),
  });
  const { plans } = told.parse((await diff(context, `${period}@1`, `${period}@now`)).data);
  const [{ before, after, effects }] = plans;
  expect(effects.map(({ causes, changed }) => [causes.join(), changed])).toEqual([
    ['rule', ['plans']],
    ['rate', ['O2']],
    ['split', ['O1']],
    ['refund', ['O4']],
    ['merge', ['newCustomers']],
    ['new data', ['O10']],
  ]);
  expect(before).toBe('15751.20');
  expect(money(sum(effects.map(({ totalCost }) => exact(totalCost))))).toBe(
    money(exact(after).sub(exact(before))),
  );
});

it('adjusts by the lock, not by what is published now', { timeout: 120_000 }, async () => {
  await expect(adjust(context, { asOf: '2020-01-01' })).rejects.toThrow('No period had been closed by');
  const { data } = await adjust(context, { asOf: '2026-04-30' });
  expect(data).toMatchObject({
    reps: { A1: { earned_closed: '8840.00' } },
    team: { net_closed: '350000.00' },
  });
});

it('outlives what is swept once newer releases stand', { timeout: 300_000 }, async () => {
  await runWith({ 'fx.0.rate': '7.21', 'plan.team_bonus.rate': '0.03' });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const swept = await droppable(context.db, { keepReleases: 1, olderThan: tomorrow });
  expect(swept.length).toBeGreaterThan(0);
  for (const key of context.project.graph.order) {
    const versions = swept.filter(({ asset }) => asset === key);
    await dropVersions(context.warehouse, context.project.graph.asset(key), versions);
  }
  await markDropped(context.db, swept);
  expect(await figures()).toEqual(closed);
  expect((await verify(context, period)).data).toMatchObject({ equal: true });
});

it('is opened by two people, and never by one', { timeout: 300_000 }, async () => {
  const reason = 'a target was entered twice';
  await expect(unlock(context, period, { by: finance })).rejects.toMatchObject({ code: 'ORDER_REFUSED' });
  await expect(unlock(context, period, { by: finance, reason })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  const approval = { by: director, approve: true, passwordFile: secret };
  await expect(unlock(context, period, approval)).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await unlock(context, period, { by: finance, reason, passwordFile: secret });
  expect((await status(context, period)).data).toMatchObject({ state: 'unlock_requested' });
  const refused = [
    { ...approval, by: finance },
    { ...approval, by: `second.${finance}` },
    { ...approval, passwordFile: join(folder, 'yardstick.yaml') },
    { by: director, approve: true },
  ];
  for (const each of refused)
    await expect(unlock(context, period, each)).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await unlock(context, period, approval);
  expect((await status(context, period)).data).toMatchObject({ state: 'open' });
  expect(await figures()).not.toEqual(closed);
  expect((await lockPeriod(context, period, held)).data).toMatchObject({ number: 2, state: 'locked' });
  expect((await verify(context, `${period}@1`)).data).toMatchObject({ equal: true, version: 1 });
  expect((await verify(context, period)).data).toMatchObject({ equal: true, version: 2 });
  const unknown = { code: 'PERIOD_OPEN', advice: 'Name one of these.' };
  await expect(verify(context, `${period}@3`)).rejects.toMatchObject(unknown);
});

it('names the first row where other code computes otherwise', { timeout: 300_000 }, async () => {
  const { project } = context;
  const sqlOf: typeof project.sqlOf = (asset) =>
    asset.key === 'dim.appraisal_period'
      ? project.sqlOf(asset)?.replace('close_as_of AS as_of', 'close_as_of + 1 AS as_of')
      : project.sqlOf(asset);
  const codes = new Map([...project.codes, ['dim.appraisal_period', 'other']] as const);
  const [lock] = await closesOf(context.db, period);
  if (lock === undefined) throw new Error('no lock');
  expect(await verifyClose({ ...context, project: { ...project, sqlOf, codes } }, lock)).toMatchObject({
    ...{ equal: false, asset: 'dim.appraisal_period', cause: 'code' },
    difference: { before: { as_of: '2026-03-31' }, after: { as_of: '2026-04-01' } },
  });
});

it('sees stored rows, records and locks that somebody has changed', { timeout: 300_000 }, async () => {
  const [lock] = await closesOf(context.db, period);
  if (lock === undefined) throw new Error('no lock');
  expect((await verifyAudit(context.db, undefined)).data).toMatchObject({ intact: true });
  await sql`UPDATE ledger.period_close SET as_of = '2026-03-30' WHERE number = 1`.execute(context.db);
  expect(await verifyAudit(context.db, undefined)).toMatchObject({
    data: { intact: false, subject: `close ${period}@1` },
    failed: true,
  });
  await sql`UPDATE ledger.period_close SET as_of = '2026-03-31' WHERE number = 1`.execute(context.db);
  expect((await verifyAudit(context.db, 'f'.repeat(64))).failed).toBe(true);
  await expect(verifyAudit(context.db, 'zzz')).rejects.toMatchObject({ code: 'ORDER_REFUSED' });
  const asset = context.project.graph.asset('mart.commission_statement');
  await context.warehouse.command(
    `INSERT INTO store.mart_commission_statement
     SELECT * REPLACE ('9' AS employee_id) FROM store.mart_commission_statement
     WHERE _version = (SELECT argMax(version, release) FROM meta.pointer WHERE asset = '${asset.key}' AND release <= ${lock.release})
     LIMIT 1`,
  );
  expect(await verifyClose(context, lock)).toMatchObject({ equal: false, asset: asset.key, cause: 'stored' });
  await sql`UPDATE ledger.partition SET content_hash = '1-ff' WHERE asset = ${asset.key}`.execute(context.db);
  expect(await verifyClose(context, lock)).toMatchObject({ equal: false, cause: 'ledger' });
});
