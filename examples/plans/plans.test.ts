import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { planStreams } from '../../activities/plan-run.ts';
import { adjust } from '../../cli/answers/appraisal/adjust.ts';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { verify as verifyAudit } from '../../cli/answers/audit/verify.ts';
import { lockPeriod } from '../../cli/answers/close/lock.ts';
import { verify } from '../../cli/answers/close/verify.ts';
import { explain } from '../../cli/answers/explain/explain.ts';
import { plansDiff } from '../../cli/answers/plans/diff.ts';
import { takeInPlans } from '../../cli/runtime/take-in-plans.ts';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { createAccount } from '../../ledger/account.ts';
import { latestAudit } from '../../ledger/audit.ts';
import { planFilesInForce } from '../../ledger/plan-file.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { adjustment, close } from '../golden/every-field.fixture.ts';

// The rules of a period stand in a file of the company instead of in the document: the same statements, to the fen.

const golden = join(projectRoot(), 'examples', 'golden');
const falling = join(projectRoot(), 'examples', 'plans', 'falling.yaml');
const shared = process.env.YARDSTICK_SHARED ?? join(projectRoot(), '..', 'shared');
const performance = join(shared, 'golden', 'performance.json');
const finance = 'finance@golden.example';

let folder: string;
let pipeline: Pipeline;

const record = z.record(z.string(), z.unknown());

/** A document without what plan files can say. */
function withoutRules(file: string) {
  const document = record.parse(JSON.parse(readFileSync(file, 'utf8')));
  const {
    plan: _plan,
    weight_sets: _sets,
    curves: _curves,
    ...rest
  } = record.parse(document.inputs ?? document);
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), JSON.stringify(rest));
}

/** Beside it, some of its people are paid by the month as well. */
const monthly = {
  ...{ code: 'MONTHLY', roles: ['AE'], from: '2026-01-01', until: '2026-04-01', payout: 'month' },
  weights: [{ kpis: { sales: '1' } }],
  curves: { sales: { type: 'linear' } },
  perspectives: { weights: { finance: '1' } },
  commission: { tiers: [{ from: '0', rate: '0.01' }] },
};

const planPlace = (name: string) => join(folder, 'plans', name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-plans-'));
  cpSync(join(golden, 'stg'), join(folder, 'stg'), { recursive: true });
  cpSync(join(golden, 'yardstick.yaml'), join(folder, 'yardstick.yaml'));
  mkdirSync(join(folder, 'plans'));
  copyFileSync(falling, planPlace('falling.yaml'));
  writeFileSync(planPlace('monthly.yaml'), stringify(monthly));
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), { declared: fewKpis(), ends: payMarts });
  mkdirSync(join(pipeline.home, 'input'));
  const password = 'a long enough secret';
  await createAccount(pipeline.context.db, { email: finance, name: 'Fin', role: 'finance', password });
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('appraises by a file to the fen, as by the same plan in the document', { timeout: 300_000 }, async () => {
  withoutRules(join(golden, 'every-field.json'));
  expect((await pipeline.run()).problems).toEqual([]);
  expect((await statement(pipeline.context, { period: '2026Q1' })).data).toEqual(close);
  expect((await adjust(pipeline.context, { period: '2026Q1', asOf: '2026-04-30' })).data).toEqual(adjustment);
});

// 1 % of what was booked as an AE in the month and seen by its last day.
// January: A1 60 % of 80,000 and USD 10,000 at 7; C3 40 % of 80,000, and 10,000 that are cancelled in February.
// February: A1 nothing up to the 14th, what comes later is of another role; B2 16 of 30 days of 60,000, and 50,000 of which 10,000 go back in March.
// March: B2 20,000 and 30,000.
it.each([
  ['2026-01', { A1: ['118000.00', '1180.00'], C3: ['42000.00', '420.00'] }],
  ['2026-02', { A1: ['0.00', '0.00'], B2: ['82000.00', '820.00'] }],
  ['2026-03', { B2: ['50000.00', '500.00'] }],
])('states %s by the plan that pays months, beside the quarter by the other', async (period, paid) => {
  const { data, text } = await statement(pipeline.context, { period });
  expect(text).toContain(`${period} by plan MONTHLY`);
  expect(text).toMatch(/finance\n.*\(100\.0 %\)/s);
  const { reps } = z
    .object({ reps: z.record(z.string(), z.object({ net_sales: z.string(), total_payable: z.string() })) })
    .parse(JSON.parse(JSON.stringify(data)));
  expect(
    Object.fromEntries(
      Object.entries(reps).map(([id, { net_sales, total_payable }]) => [id, [net_sales, total_payable]]),
    ),
  ).toEqual(paid);
  await expect(statement(pipeline.context, { period, plan: 'FALLING' })).rejects.toMatchObject({
    code: 'APPRAISAL_UNKNOWN',
  });
});

it('notes which content was taken in, and by whom, once', async () => {
  const { db } = pipeline.context;
  const subject = 'plan file FALLING v3@1';
  const [entry, ...others] = await latestAudit(db, 10, subject);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    ...{ actor: userInfo().username, action: 'plan file taken in' },
    detail: { row: { file: 'falling.yaml', content: readFileSync(falling, 'utf8'), revision: 1 } },
  });
  expect(await takeInPlans(pipeline.context)).toEqual([]);
  expect((await verifyAudit(db, undefined)).data).toMatchObject({ intact: true });
});

it('explains by the version of the plan', { timeout: 120_000 }, async () => {
  const asked = { subject: 'statement', period: '2026Q1', employee: 'A1' } as const;
  const { data } = await explain(pipeline.context, asked, 'en');
  expect(data).toMatchObject({ plan: { id: 'FALLING', version: 3 }, result: '8023.18' });
  for (const about of [
    { subject: 'statement' },
    { subject: 'score' },
    { subject: 'kpi', kpi: 'collection' },
  ] as const) {
    const told = await explain(pipeline.context, { ...asked, ...about }, 'en');
    expect([about, told.failed, told.data]).toMatchObject([about, false, { agreement: { agrees: true } }]);
  }
});

it('shows what a changed file would change, and refuses it in a locked period', {
  timeout: 300_000,
}, async () => {
  const { context } = pipeline;
  expect((await plansDiff(context, undefined, 'en')).data).toEqual([]);
  const lock = { by: finance, accept: ['no_held_orders'], reason: 'O12 is with the court' };
  await lockPeriod(context, '2026Q1', lock);
  const text = readFileSync(falling, 'utf8');
  writeFileSync(planPlace('falling.yaml'), text.replace('rate: 0.04', 'rate: 0.045'));
  expect((await plansDiff(context, 'FALLING', 'en')).data).toMatchObject([
    { plan: 'FALLING v3', changes: [{ key: 'commission.tiers[1].rate', before: '0.04', after: '0.045' }] },
  ]);
  await expect(takeInPlans(context)).rejects.toMatchObject({
    code: 'PERIOD_LOCKED',
    subject: 'falling.yaml',
  });
  writeFileSync(planPlace('falling.yaml'), text.replace('Falling commission', 'Falling rates'));
  expect(await takeInPlans(context)).toMatchObject([{ revision: 2, state: 'taken in' }]);
  expect((await verify(context, '2026Q1')).data).toMatchObject({ equal: true });
});

it('runs nothing while the folder is gone and a plan of it counts; an empty one withdraws it, not under a lock', async () => {
  const { context, home } = pipeline;
  renameSync(join(folder, 'plans'), join(folder, 'aside'));
  try {
    const config = loadConfig(join(folder, 'yardstick.yaml'), { YARDSTICK_HOME: home });
    expect(config.sources.map(({ name }) => name)).not.toContain('plans');
    const bare = { ...context, project: { ...context.project, config } };
    const gone = { code: 'PLAN_INVALID', message: expect.stringContaining('FALLING v3 (falling.yaml)') };
    const order = { workflowId: 'without-folder', kind: 'nightly', requestedBy: 'test' } as const;
    const runId = '00000000-0000-4000-8000-0000000000aa';
    await expect(planStreams(bare, { ...order, runId })).rejects.toMatchObject(gone);
    await expect(takeInPlans(bare)).rejects.toMatchObject(gone);
    mkdirSync(join(folder, 'plans'));
    await expect(takeInPlans(bare)).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
    expect((await planFilesInForce(context.db)).map(({ code }) => code)).toEqual(['FALLING', 'MONTHLY']);
  } finally {
    rmSync(join(folder, 'plans'), { recursive: true, force: true });
    renameSync(join(folder, 'aside'), join(folder, 'plans'));
  }
});

const inputs = z.object({
  inputs: z.object({
    meta: z.object({ csat_min_n: z.number() }),
    weight_sets: z.array(
      z.object({ role: z.string(), valid_from: z.string(), valid_to: z.string(), weights: record }),
    ),
    curves: record,
    plan: z.object({
      ...{ plan_id: z.string(), tiers: z.array(record), cap: z.string(), release: z.string() },
      ...{ coefficient_bands: z.array(record), team_bonus: record },
      draws: z.array(z.object({ emp_id: z.string() }).loose()),
      manager: z.object({ emp_id: z.string(), override_rate: z.string() }),
    }),
  }),
  expected: z.object({ close: z.unknown(), ppa: z.object({ as_of: z.string() }).loose() }),
});

/** The golden period's plan as a person would write it. */
function goldenPlan({ inputs: { meta, weight_sets, curves, plan } }: z.output<typeof inputs>): string {
  const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const begin = '2026-07-01'; // 2026Q1 is locked by now
  return stringify({
    ...{ code: plan.plan_id, from: begin, until: '2027-01-01', currency: 'CNY' },
    ...{ csat_min_answers: String(meta.csat_min_n) },
    weights: weight_sets.map(({ role, valid_from, valid_to, weights }) => ({
      ...{ role, from: valid_from < begin ? begin : valid_from, kpis: weights },
      ...(valid_to > '2026-12-31' ? {} : { until: dayAfter(valid_to) }),
    })),
    curves,
    commission: {
      ...{ tiers: plan.tiers, cap: plan.cap, release: plan.release, team_bonus: plan.team_bonus },
      coefficient_bands: plan.coefficient_bands,
      draws: plan.draws.map(({ emp_id, ...draw }) => ({ employee: emp_id, ...draw })),
      overrides: [{ employee: plan.manager.emp_id, rate: plan.manager.override_rate }],
    },
  });
}

it.skipIf(!existsSync(performance))('gives the golden period its figures', { timeout: 300_000 }, async () => {
  const read = inputs.parse(JSON.parse(readFileSync(performance, 'utf8')));
  writeFileSync(planPlace('golden.yaml'), goldenPlan(read));
  withoutRules(performance);
  expect((await pipeline.run()).problems).toEqual([]);
  const { data } = await statement(pipeline.context, { period: '2026Q3', plan: 'FY26-AE' });
  expect(data).toEqual(read.expected.close);
  const asked = { asOf: read.expected.ppa.as_of, plan: 'FY26-AE' };
  expect((await adjust(pipeline.context, asked)).data).toEqual(read.expected.ppa);
  rmSync(planPlace('golden.yaml'));
});

it('forgets a plan whose file is gone, and keeps what it said', async () => {
  const { context } = pipeline;
  const later = readFileSync(falling, 'utf8')
    .replace('code: FALLING', 'code: LATER')
    .replace(/202(6-01-01|6-04-01)/g, '203$1')
    .replace(/2026-01-16/g, '2036-01-16');
  writeFileSync(planPlace('later.yaml'), later);
  const [taken, ...others] = (await takeInPlans(context)).filter(({ code }) => code === 'LATER');
  expect([taken?.state, others]).toEqual(['taken in', []]);
  rmSync(planPlace('later.yaml'));
  expect((await plansDiff(context, 'LATER', 'en')).text).toContain('LATER v3');
  expect(await takeInPlans(context)).toMatchObject([{ code: 'LATER', state: 'withdrawn', revision: 2 }]);
  expect((await verifyAudit(context.db, undefined)).data).toMatchObject({ intact: true });
  await expect(plansDiff(context, 'LATER', 'en')).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });
});

it('says so where the published number is not what its steps make', { timeout: 120_000 }, async () => {
  const { context } = pipeline;
  const asked = { subject: 'statement', period: '2026Q1', employee: 'A1' } as const;
  await context.warehouse.command(
    `ALTER TABLE store.mart_commission_statement UPDATE total_payable = total_payable + 1
     WHERE employee_id = 'A1' AND period_id = '2026Q1' SETTINGS mutations_sync = 1`,
  );
  const told = await explain(context, asked, 'en');
  expect(told).toMatchObject({
    failed: true,
    data: { result: '8023.18', agreement: { agrees: false, published: '8024.18' } },
  });
  expect(told.text).toMatch(
    /^The published number is 8024\.18, and these steps make 8023\.18\. Both .* has been altered/,
  );
  const codes = new Map([...context.project.codes, ['mart.commission_statement', 'another'] as const]);
  const later = { ...context, project: { ...context.project, codes } };
  const { text } = await explain(later, asked, 'en');
  expect(text).toMatch(
    /The code has changed since: revision [\da-f-]{12} wrote .*, revision another explains it/,
  );
  expect((await explain(later, asked, 'zh')).text).toContain('代码已变更');
  expect((await explain(later, { ...asked, employee: 'B2' }, 'en')).failed).toBe(false);
});
