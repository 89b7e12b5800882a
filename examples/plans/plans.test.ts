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
import { planRows, takeInPlans } from '../../cli/runtime/take-in-plans.ts';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { createAccount } from '../../ledger/account.ts';
import { latestAudit } from '../../ledger/audit.ts';
import { planFilesInForce } from '../../ledger/plan-file.ts';
import { onlyKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { adjustment, close } from '../golden/every-field.fixture.ts';
import { goldenPeriod, goldenPlan } from './golden-plan.fixture.ts';

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

/** Beside it, some of its people are paid by the month as well, by a scorecard that weighs a KPI of the catalogue. */
const monthly = {
  ...{ code: 'MONTHLY', roles: ['AE'], from: '2026-01-01', until: '2026-04-01', payout: 'month' },
  weights: [{ kpis: { sales: '0.6', collection_days: '0.4' } }],
  curves: {
    sales: { type: 'linear' },
    collection_days: { type: 'points', points: ['10 100', '20 50', '30 0'].map((point) => point.split(' ')) },
  },
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
  const declared = onlyKpis('net_sales', 'collection_days');
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), { declared, ends: payMarts });
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

// In February A1 gets 48,000 of O1 after 31 days and 70,000 of O2 after 21. In March B2 gets 16 of 30 days of 30,000 of O3 after 22 days, 50,000 of O4
// after 15, and gives 10,000 of it back after 35; the other half of O3 was paid in March and known only in April.
it.each([
  ['2026-02', 'A1', 'own', '25.0678', '24.661'],
  ['2026-02', 'B2', 'no_base', null, null],
  ['2026-03', 'B2', 'own', '13.4286', '82.8571'],
])(
  'weighs in %s a KPI of the catalogue of %s by what was known by then',
  async (period, employee, ...told) => {
    const { warehouse } = pipeline.context;
    const rows = await warehouse.rows(
      `SELECT basis, toString(round(numerator / denominator, 4)) AS days, toString(score) AS score
     FROM mart.scorecard WHERE plan_id = 'MONTHLY' AND kpi = 'collection_days' AND part = 'rep'
       AND period_id = {period:String} AND employee_id = {employee:String}`,
      { period, employee },
    );
    const [basis, days, score] = told;
    expect(rows).toEqual([{ basis, days, score }]);
  },
);

it('explains it month by month to the published score', async () => {
  const asked = { subject: 'kpi', kpi: 'collection_days', period: '2026-03', employee: 'B2' } as const;
  const { data, text, failed } = await explain(pipeline.context, { ...asked, plan: 'MONTHLY' }, 'en');
  expect([failed, data]).toMatchObject([false, { agreement: { agrees: true } }]);
  expect(text).toMatch(/Numerator of collection_days, by month/);
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

it('asks for a start where a plan weighs what nothing computes yet', async () => {
  const kpis = { sales: '0.6', collection_days: '0.2', teamwork: '0.2' };
  const curves = { ...monthly.curves, teamwork: { type: 'linear' } };
  writeFileSync(
    planPlace('monthly.yaml'),
    stringify({ ...monthly, weights: [{ kpis }], curves, perspectives: undefined }),
  );
  await expect(planRows(pipeline.context, 'plan', '2026-04-01')).rejects.toMatchObject({
    ...{ code: 'PLAN_INVALID', subject: 'monthly.yaml' },
    message: 'No plan weighed teamwork when Yardstick was started.',
  });
  writeFileSync(planPlace('monthly.yaml'), stringify(monthly));
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

it.skipIf(!existsSync(performance))('gives the golden period its figures', { timeout: 300_000 }, async () => {
  const read = goldenPeriod.parse(JSON.parse(readFileSync(performance, 'utf8')));
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
