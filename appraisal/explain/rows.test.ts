import { describe, expect, it } from 'vitest';
import type { OrderFact, PeriodFacts, Plan } from '../facts.ts';
import { statementOf } from '../statement.ts';
import { facts, factsWith, plan, planned } from '../test-facts.ts';
import { explanationOf, printedExplanation, type Subject } from './explanation.ts';
import type { Words } from './step.ts';

function explained(id: string, of: PeriodFacts, subject: Subject = 'statement', kpi?: string) {
  const explanation = explanationOf(statementOf(of), id, { subject, kpi });
  if (explanation === undefined) throw new Error(`Nothing is told of ${id}.`);
  return explanation;
}

function stepOf(id: string, key: string, of = facts, language: keyof Words = 'en') {
  const found = printedExplanation(explained(id, of), language).steps.find((each) => each.key === key);
  if (found === undefined) throw new Error(`No step ${key}.`);
  return found;
}

const rowsOf = (id: string, key: string, of = facts) => stepOf(id, key, of).terms.map(({ row }) => row);
const excludedOf = (id: string, key: string, of = facts) =>
  (['en', 'zh'] as const).map((language) =>
    stepOf(id, key, of, language).excluded.map((each) => `${each.key}: ${each.why}`),
  );
const changed = (orderNo: string, change: Partial<OrderFact>) =>
  factsWith({ orders: facts.orders.map((row) => (row.orderNo === orderNo ? { ...row, ...change } : row)) });
const version = { plan: 'P', version: 1 };

describe('an explanation', () => {
  it('says whose number it is, of which period, by which plan and as of when', () => {
    const { steps: _steps, ...head } = explained('A1', facts, 'kpi', 'csat');
    expect(head).toEqual({
      ...{ subject: 'kpi', kpi: 'csat', result: '4.500000' },
      employee: { id: 'A1', name: '安' },
      period: { id: '2026Q3', from: '2026-07-01', until: '2026-10-01' },
      ...{ asOf: '2026-09-30', plan: { id: 'P', version: 1 } },
    });
    expect(explained('M1', facts)).toMatchObject({ kpi: null, employee: { id: 'M1', name: '孟' } });
  });

  it('has the result that is published, null where none is', () => {
    const unscored = factsWith({
      targets: [],
      surveys: [],
      orders: facts.orders.map((row) => ({ ...row, dueOn: null })),
    });
    expect(explained('A1', facts, 'score').result).toBe('84.0000');
    expect(explained('M1', facts, 'score')).toMatchObject({ result: '79.0431', steps: [{ key: 'score' }] });
    expect([explained('B1', unscored, 'score'), explained('M1', unscored, 'score')]).toMatchObject([
      { result: null },
      { result: null },
    ]);
    expect(explained('B1', facts, 'kpi', 'followup')).toMatchObject({ result: null, steps: [] });
    expect(explanationOf(statementOf(facts), 'M1', { subject: 'kpi', kpi: 'sales' })).toBeUndefined();
    expect(explanationOf(statementOf(facts), 'A1', { subject: 'kpi' })).toBeUndefined();
  });
});

describe('a step', () => {
  it('of sales shows each order as it stands', () => {
    expect(rowsOf('A1', 'net_sales').at(-1)).toEqual({
      ...{ order_no: 'O2', booked_on: '2026-08-05', confirmed_at: '2026-08-05T02:00:00Z' },
      ...{ dq_status: 'ok', due_on: '2026-09-05', net: '100000', paid: '50000' },
      events: [
        { kind: 'booking', on: '2026-08-05', amount: '150000' },
        { kind: 'refund', on: '2026-09-01', amount: '-50000' },
      ],
      ...{ paid_fraction: '0.5', share: '0.6', is_due: true },
    });
  });

  it('of sales names what is left out, in both languages', () => {
    expect(excludedOf('N1', 'net_sales')).toEqual([
      [
        'orders[O2]: Overlay credit: beside net sales, never part of it',
        'orders[O4]: Under review: no credit until it is cleared',
      ],
      ['orders[O2]: 叠加业绩,不计入净销售额', 'orders[O4]: 待核查,澄清前不计业绩'],
    ]);
    expect(excludedOf('A1', 'net_sales')).toEqual([
      ['orders[O0]: Booked on 2026-06-20, outside the period; it shows in the posted view only'],
      ['orders[O0]: 订单日 2026-06-20 不在本期;只影响过账视图'],
    ]);
    expect(excludedOf('N1', 'net_sales', changed('O4', { heldBy: ['W1', 'W2'] }))[0]?.[1]).toBe(
      'orders[O4]: Held by suspicion W1, W2: no credit until it is cleared',
    );
    expect(excludedOf('N1', 'net_sales', changed('O4', { heldBy: ['W1', 'W2'] }))[1]?.[1]).toBe(
      'orders[O4]: 因疑点 W1, W2 暂停计入,澄清前不计业绩',
    );
    // Overlay credit beside revenue credit of the same order is part of a deal that counts.
    const both = facts.orders.flatMap(({ orderNo, credits }) =>
      orderNo === 'O2'
        ? [...credits, { employeeId: 'A1', kind: 'overlay', part: '5', whole: '100' } as const]
        : [],
    );
    expect(excludedOf('A1', 'net_sales', changed('O2', { credits: both }))[0]).toHaveLength(1);
  });

  it('of a target shows the days it was held against', () => {
    expect(rowsOf('A1', 'sales_target_part_1_presence')).toEqual([{ proration: 'none' }]);
    expect(rowsOf('N1', 'sales_target_part_1_presence')).toEqual([
      { from: '2026-07-01', until: '2026-10-01', in_role_days: 22, of_days: 66 },
    ]);
    // Two rows of a target are two parts.
    const [first] = facts.targets;
    const twice = factsWith({ targets: [...facts.targets, ...(first === undefined ? [] : [first])] });
    expect(stepOf('A1', 'sales_target', twice)).toMatchObject({
      ...{ operation: 'sum', value: '600000' },
      terms: [{ key: 'sales_target_part_1' }, { key: 'sales_target_part_2' }],
    });
  });

  it('of follow-ups, answers and collection shows what was counted and what was not', () => {
    expect(rowsOf('A1', 'followups')).toEqual([{ employeeId: 'A1', logged: 50, flagged: 5 }, undefined]);
    expect(excludedOf('A1', 'followups')).toEqual([
      ['followups.flagged: 5 are flagged and do not count'],
      ['followups.flagged: 5 条被标记,不计'],
    ]);
    const unflagged = factsWith({ followups: [{ employeeId: 'A1', logged: 50, flagged: 0 }] });
    expect(excludedOf('A1', 'followups', unflagged)).toEqual([[], []]);
    expect(rowsOf('A1', 'answers')).toEqual([{ employeeId: 'A1', answers: 4, sum: '18' }]);
    expect([stepOf('A1', 'csat_value').rule, stepOf('B1', 'csat_value').rule]).toEqual([
      { basis: 'own' },
      { basis: 'team_fallback' },
    ]);
    expect(rowsOf('B1', 'collected')).toEqual([
      { order_no: 'O2', due_on: '2026-09-05', paid: '50000', net: '100000', share: '0.4' },
    ]);
    expect(excludedOf('B1', 'collected')).toEqual([
      ['orders[O3]: Due on 2026-10-20, not in the period'],
      ['orders[O3]: 到期日 2026-10-20,不在本期'],
    ]);
    expect(excludedOf('B1', 'collected', changed('O3', { dueOn: null }))).toEqual([
      ['orders[O3]: Due on no day, not in the period'],
      ['orders[O3]: 到期日 无,不在本期'],
    ]);
    // 120,000 paid of 100,000: what is beyond the order is nobody’s collection; 40 % of 100,000.
    expect(stepOf('B1', 'collected', changed('O2', { paid: '120000' })).value).toBe('40000');
  });

  it('of the score says why a KPI is not applicable', () => {
    expect(excludedOf('B1', 'score')).toEqual([
      ['followup: No target: not applicable, its weight goes to the others'],
      ['followup: 没有目标,不适用;权重分给其余指标'],
    ]);
    const silent = factsWith({ surveys: [], orders: facts.orders.map((row) => ({ ...row, dueOn: null })) });
    expect(excludedOf('B1', 'score', silent)).toEqual([
      [
        'followup: No target: not applicable, its weight goes to the others',
        'csat: No answers: not applicable, its weight goes to the others',
        'collection: Nothing was due: not applicable, its weight goes to the others',
      ],
      [
        'followup: 没有目标,不适用;权重分给其余指标',
        'csat: 没有问卷,不适用',
        'collection: 本期无到期款,不适用',
      ],
    ]);
    expect(stepOf('A1', 'score').excluded).toEqual([]);
  });

  it('of weights shows whose set held on which days', () => {
    expect(stepOf('B1', 'sales_weight').terms).toEqual([
      {
        ...{ key: 'weight_sets[AE v1]', value: '0.336956521739', fraction: '310/920' },
        row: { from: '2026-07-01', until: '2026-09-01', days: 62, of_days: 92, weight: '0.5' },
      },
      {
        ...{ key: 'weight_sets[SR v1]', value: '0.260869565217', fraction: '240/920' },
        row: { from: '2026-09-01', until: '2026-10-01', days: 30, of_days: 92, weight: '0.8' },
      },
    ]);
    expect(rowsOf('B1', 'collection_weight')[0]).toMatchObject({ days: 62, weight: '0' });
    expect(stepOf('A1', 'sales_score').rule).toEqual({ curve: facts.curves.sales });
  });

  it('of commission shows slices, the rules and what was sold before', () => {
    expect(stepOf('A1', 'commission[O3]')).toMatchObject({
      terms: [{ key: 'tiers[1]', value: '930', row: { amount: '31000', rate: '0.03' } }],
      rule: { sales_before: '200000' },
    });
    expect(stepOf('A1', 'of_deals').rule).toEqual({ ...version, tiers: plan.tiers });
    expect(stepOf('A1', 'gate').rule).toEqual({ min_attainment: '0.4' });
    const [, band] = plan.coefficientBands;
    expect(stepOf('A1', 'coefficient').rule).toEqual({ ...version, bands: plan.coefficientBands, band });
    expect(stepOf('A1', 'commission_paid_for')).toMatchObject({
      terms: [
        { row: { commission: '9000', paid_fraction: '1', paid: '200000', net: '200000' } },
        { row: { commission: '930', paid_fraction: '0', paid: '0', net: '92000' } },
        { row: { commission: '1800', paid_fraction: '0.5', paid: '50000', net: '100000' } },
      ],
      rule: { release: 'per_deal_paid_fraction' },
    });
    expect(rowsOf('N1', 'draw_guarantee')).toEqual([
      { employeeId: 'N1', monthly: '3000', months: 1, recoverable: false },
    ]);
    expect(rowsOf('A1', 'team_bonus')).toEqual([undefined, { score: '84', in_role_days: 92 }, undefined]);
    expect(stepOf('A1', 'team_bonus').rule).toEqual({ ...plan.teamBonus });
  });

  it('of commission has no term where nothing is held against', () => {
    const bare = (change: Partial<Plan>) => ({ ...planned(change), targets: [], surveys: [] });
    const free = bare({ cap: null, minAttainment: null, release: null });
    const due = { ...free, orders: facts.orders.map((row) => ({ ...row, dueOn: null })) };
    expect([stepOf('B1', 'gate', due), stepOf('B1', 'coefficient', due)]).toMatchObject([
      { terms: [], value: '1', rule: { min_attainment: null } },
      { terms: [], value: '1', rule: { band: null } },
    ]);
    expect(stepOf('B1', 'after_cap', due).terms.map(({ key }) => key)).toEqual(['after_coefficient']);
    // Released at once: each deal counts in full, whatever is paid of it. 101,000 × 5 %.
    expect(stepOf('B1', 'commission_paid_for', due)).toMatchObject({
      value: '5050',
      rule: { release: null },
    });
    expect(rowsOf('B1', 'team_bonus', due)[1]).toEqual({ score: null, in_role_days: 92 });
  });

  it('of an override shows the team’s KPIs, the band, and each deal below', () => {
    expect(stepOf('M1', 'score').terms).toMatchObject([
      { key: 'team.sales_score', row: { numerator: '397000', denominator: '515000' } },
      { key: 'team.collection_score', row: { numerator: '255000', denominator: '305000' } },
    ]);
    const [, band] = plan.coefficientBands;
    expect(stepOf('M1', 'coefficient').rule).toEqual({ ...version, bands: plan.coefficientBands, band });
    const levels = planned({ manager: null, levels: [{ level: 1, overrideRate: '0.01' }] });
    expect(rowsOf('M1', 'sales_below[1]', levels)[2]).toEqual({
      ...{ seller: 'A1', booked_on: '2026-08-05', share: '0.6' },
    });
  });

  it('of an override of somebody whose role has no weights is unscored, and nothing multiplies', () => {
    const unweighed = {
      ...planned({ manager: null, levels: [{ level: 1, overrideRate: '0.01' }] }),
      weightSets: facts.weightSets.filter(({ role }) => role !== 'MGR'),
    };
    const { steps, result } = explained('M1', unweighed);
    expect(steps.map(({ key }) => key)).toEqual([
      ...['sales_below[1]', 'override_of_level[1]', 'override_before', 'coefficient', 'override'],
    ]);
    expect(stepOf('M1', 'coefficient', unweighed).terms).toEqual([{ key: 'unscored', value: '1' }]);
    expect(result).toBe('3970.00');
    expect(explained('M1', unweighed, 'score')).toMatchObject({ result: null, steps: [] });
  });
});
