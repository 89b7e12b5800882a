import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readAlertRules } from '../../models/alert/read.ts';
import { dimDate } from '../../models/dim/date.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { martAlert } from '../../models/mart/alert.ts';
import { modelAssets, warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, openBench } from '../bench.ts';

let bench: Bench;
const kpis = readCatalogue(builtInFiles('kpis'));
const assets = warehouseAssets({ sources: [], precedence: [], kpis });
const asset = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};
const reps = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'F1', 'F2'];
const today = '2026-08-20';
const dayBefore = (days: number) =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const sold = (employee_id: string, days: number, numerator: number) => ({
  ...{ day: dayBefore(days), kpi: 'net_sales', employee_id, numerator: String(numerator), rows_included: 1 },
});
const month = (start: string, kpi: string, employee_id: string, value: number, more: object = {}) => ({
  ...{ month: start, kpi, employee_id, value, numerator: String(value), denominator: null, ...more },
});
const owed = (invoice_no: string, overdue_days: number, open_base: string, more: object = {}) => ({
  ...{ month: '2026-08-01', as_of: today, invoice_no, order_no: `O-${invoice_no}`, customer_id: 'C1' },
  ...{ due_date: dayBefore(overdue_days), overdue_days, open_base, ...more },
});
const company = (survivor_id: string, follow_up_days: number | null, more: object = {}) => ({
  ...{ month: '2026-08-01', as_of: today, survivor_id, employee_id: 'E2', follow_up_days },
  ...{ is_active: true, net_base: '100', ...more },
});
const deal = (opportunity_id: string, more: object) => ({
  ...{ opportunity_id, employee_id: 'E3', created_on: '2026-05-01', stage_since: '2026-08-01', as_of: today },
  ...{ is_closed: false, ...more },
});

const period = (period_id: string, period_start: string, period_end: string) => ({
  ...{ period_id, period_start, period_end },
});
const periods = [
  ...[period('2025Q3', '2025-07-01', '2025-10-01'), period('2025Q4', '2025-10-01', '2026-01-01')],
  ...[period('2026Q1', '2026-01-01', '2026-04-01'), period('2026Q2', '2026-04-01', '2026-07-01')],
  ...[period('2026Q3', '2026-07-01', '2026-10-01'), period('2026-05', '2026-05-01', '2026-06-01')],
  period('2026-06', '2026-06-01', '2026-07-01'),
];
const scored = (employee_id: string, scores: Readonly<Record<string, string | null>>, plan_id = 'PLAN') =>
  Object.entries(scores).map(([period_id, final_score]) => ({
    ...{ period_id, plan_id, employee_id, part: 'rep', final_score },
    period_start: periods.find((each) => each.period_id === period_id)?.period_start,
  }));

interface Found {
  readonly rule: string;
  readonly subject: string;
  readonly who: string;
  readonly escalated: boolean;
  readonly evidence: string;
}
let found: readonly Found[];

beforeAll(async () => {
  bench = await openBench();
  for (const one of modelAssets) await bench.give(one, []);
  await bench.build(dimDate);
  await bench.give(
    asset('dim.employee'),
    reps.map((employee_id) => ({
      ...{
        employee_id,
        name: `name ${employee_id}`,
        role: 'rep',
        team_id: 'T1',
        region: '华东',
        manager_id: 'M1',
      },
      ...{ hire_date: employee_id === 'E9' ? '2026-07-20' : '2020-01-01', is_current: true },
      leave_date: employee_id === 'E8' ? '2026-08-01' : null,
    })),
  );
  // Twelve quiet weeks of 100; in the last seven days E1 sold 35, E2 45, E9 (new) and E8 (left) nothing.
  const weeks = (employee_id: string, last: number) => [
    ...Array.from({ length: 12 }, (_, week) => sold(employee_id, 7 * (week + 1) + 3, 100)),
    ...(last > 0 ? [sold(employee_id, 0, last)] : []),
  ];
  await bench.give(asset('mart.kpi_daily'), [
    ...[...weeks('E1', 35), ...weeks('E2', 45), ...weeks('E8', 0), ...weeks('E9', 0), ...weeks('E3', 0)],
  ]);
  const before = ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'];
  const months = [...before, '2026-03', '2026-04', '2026-05', '2026-06'].map((each) => `${each}-01`);
  await bench.give(asset('mart.kpi_monthly'), [
    ...months.flatMap((start, n) => [
      month(start, 'net_sales', 'E1', 100 + (n % 3)),
      month(start, 'net_sales', 'E2', 100 + (n % 3)),
    ]),
    month('2026-07-01', 'net_sales', 'E1', 90),
    month('2026-07-01', 'net_sales', 'E2', 98),
    ...reps.map((id, n) => month('2026-07-01', 'follow_ups', id, id === 'E4' ? 10 : 100 + n)),
    month('2026-08-01', 'attainment', 'E5', 0.3, { numerator: '300', denominator: '1000' }),
    month('2026-08-01', 'attainment', 'E6', 0.5, { numerator: '500', denominator: '1000' }),
    month('2026-08-01', 'attainment', 'E7', 0.6, { numerator: '600', denominator: '1000' }),
  ]);
  await bench.give(asset('fct.receivable'), [
    ...[owed('I1', 1, '500'), owed('I7', 7, '50.5'), owed('I0', 0, '10'), owed('PAID', 0, '0')],
    owed('SOON', 0, '10', { due_date: '2026-08-21' }),
    // A state of another month is history.
    owed('OLD', 40, '10', { month: '2026-07-01' }),
  ]);
  await bench.give(
    asset('fct.order_credit'),
    ['I1', 'I7', 'I0', 'SOON'].flatMap((invoice) => [
      { order_no: `O-${invoice}`, employee_id: 'E1', share: '0.7', kind: 'revenue', is_primary: true },
      { order_no: `O-${invoice}`, employee_id: 'E2', share: '0.3', kind: 'revenue', is_primary: false },
    ]),
  );
  await bench.give(asset('fct.customer_month'), [
    ...[company('C14', 14), company('C15', 15), company('C22', 22), company('C3', 3), company('CN', null)],
    company('GONE', 90, { is_active: false }),
  ]);
  await bench.give(asset('fct.opportunity'), [
    deal('D1', { stage: '合同审批', days_in_stage: 3, close_date: '2026-09-30' }),
    deal('D2', { stage: '合同审批', days_in_stage: 2, close_date: '2026-08-21' }),
    deal('D3', { stage: '商务谈判', days_in_stage: 90, close_date: null }),
    deal('D4', { stage: '合同审批', days_in_stage: 9, close_date: '2026-08-20', is_closed: true }),
  ]);
  await bench.give(asset('dim.appraisal_period'), periods);
  await bench.give(asset('mart.commission_statement'), [
    ...scored('E1', { '2026Q1': '59.9', '2026Q2': '55', '2026Q3': '99' }),
    ...scored('E2', { '2026Q1': '59.9', '2026Q2': '60' }),
    ...scored('E3', { '2026Q2': '50' }),
    ...scored('E4', { '2025Q3': '90', '2025Q4': '95', '2026Q1': '92.5', '2026Q2': '91' }),
    ...scored('E5', { '2025Q3': '90', '2025Q4': '89.9999', '2026Q1': '92', '2026Q2': '91' }),
    // Paid by two plans in the second quarter.
    ...scored('E6', { '2026Q1': '50', '2026Q2': '50' }),
    ...scored('E6', { '2026Q2': '70' }, 'OTHER'),
    ...scored('E7', { '2026-05': '10', '2026-06': '10' }),
    ...scored('E8', { '2026Q1': '10', '2026Q2': '10' }),
    ...scored('E9', { '2025Q3': '95', '2025Q4': '95', '2026Q1': '95', '2026Q2': '95' }),
    ...scored('F1', { '2026Q1': '10', '2026Q2': null }),
  ]);
  const rules = readAlertRules(builtInFiles('alerts'), kpis);
  await bench.build(martAlert(rules));
  found = await bench.read<Found>(
    'SELECT rule, subject, employee_id AS who, escalated, evidence FROM bench.mart_alert ORDER BY rule, subject',
  );
}, 120_000);
afterAll(() => bench.stop());

const evidenceOf = (about: string): unknown =>
  JSON.parse(found.find(({ subject }) => subject === about)?.evidence ?? '{}');
const of = (rule: string) =>
  found.filter((each) => each.rule === rule).map(({ subject, who, escalated }) => [subject, who, escalated]);

it('finds what is overdue from the first day, and lets superiors know after a week', () => {
  expect(of('collection_late')).toEqual([
    ['I1', 'E1', false],
    ['I7', 'E1', true],
  ]);
  expect(evidenceOf('I7')).toMatchObject({
    ...{ invoice_no: 'I7', overdue_days: '7', open_base: '50.5', due_date: '2026-08-13' },
  });
});

it('reminds a day before, not of what is done', () => {
  expect(of('collection_due')).toEqual([
    ['I0', 'E1', false],
    ['SOON', 'E1', false],
  ]);
  expect(of('follow_up_due')).toEqual([['C14', 'E2', false]]);
  expect(of('contract_due')).toEqual([['D2', 'E3', false]]);
});

it('finds active customers that nobody has followed up, and slow approvals', () => {
  expect(of('follow_up_overdue')).toEqual([
    ['C15', 'E2', false],
    ['C22', 'E2', true],
    // Never followed up at all.
    ['CN', 'E2', true],
  ]);
  expect(evidenceOf('CN')).toMatchObject({ follow_up_days: '' });
  expect(of('approval_slow')).toEqual([['D1', 'E3', false]]);
});

it('compares the last seven days with usual weeks: 65 % less is found, 55 % less and people who left or are new are not', () => {
  expect(of('sales_drop')).toEqual([
    ['E1', 'E1', true],
    ['E3', 'E3', true],
  ]);
  const [first] = found.filter(({ rule }) => rule === 'sales_drop');
  expect(JSON.parse(first?.evidence ?? '')).toEqual({
    ...{
      kpi: 'net_sales',
      period: '2026-08-14',
      value: '35',
      expected: '100',
      measured: '-0.65',
      sample: '12',
    },
  });
});

it('finds one month out of one’s own history and one person among peers, by robust scores', () => {
  // Median 101, deviations of 1 on the median: (90 - 101) × 0.6745 = -7.4; 98 is at -2.0.
  expect(of('sales_below_history')).toEqual([['E1', 'E1', false]]);
  expect(of('follow_ups_below_peers')).toEqual([['E4', 'E4', false]]);
});

it('measures the running month by the workdays that are over', () => {
  // 14 of 21 workdays: 300 of 1,000 run to 0.45, 500 to 0.75, 600 to 0.90.
  expect(of('target_at_risk')).toEqual([
    ['E5', 'E5', true],
    ['E6', 'E6', false],
  ]);
});

it('finds who scored low in two quarters that are over, and who scored high in four with a year of service', () => {
  expect(of('weak_results')).toEqual([['E1', 'E1', false]]);
  expect(of('promotion_eligible')).toEqual([['E4', 'E4', false]]);
  const told = found.filter(({ rule }) => rule === 'weak_results' || rule === 'promotion_eligible');
  expect(told.map(({ evidence }) => JSON.parse(evidence))).toEqual([
    {
      ...{ quarters: '2025Q3, 2025Q4, 2026Q1, 2026Q2', scores: '90, 95, 92.5, 91' },
      ...{ limit: '90', service_days: '365' },
    },
    { quarters: '2026Q1, 2026Q2', scores: '59.9, 55', limit: '60', service_days: '0' },
  ]);
});

it('says nothing of empty facts', async () => {
  for (const one of modelAssets) await bench.give(one, []);
  await bench.build(martAlert(readAlertRules(builtInFiles('alerts'), kpis)));
  expect(await bench.read('SELECT * FROM bench.mart_alert')).toEqual([]);
});
