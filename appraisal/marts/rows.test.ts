import { describe, expect, it } from 'vitest';
import { publishedStatement } from '../published.ts';
import { statementOf } from '../statement.ts';
import { facts, planned } from '../test-facts.ts';
import { dealRows, scorecardRows } from './detail-rows.ts';
import { statementRows } from './statement-rows.ts';
import { teamRow } from './team-rows.ts';

const made = (of = facts) => ({ of: { periodId: '2026Q3', planId: 'P' }, statement: statementOf(of) });
const of = { period_id: '2026Q3', period_start: '2026-07-01', plan_id: 'P' };
const published = publishedStatement(statementOf(facts));
const levels = planned({
  manager: null,
  levels: [
    { level: 1, overrideRate: '0.01' },
    { level: 2, overrideRate: '0.005' },
  ],
});
/** Levels whose superior has no weights, and so no card. */
const unweighed = { ...levels, weightSets: facts.weightSets.filter(({ role }) => role !== 'MGR') };

// The figures are those worked by hand in `statement.test.ts`.
describe('rows of statements', () => {
  it('hold what a rep sold and is paid', () => {
    const [rep] = statementRows(made());
    expect(rep).toEqual({
      ...{ ...of, plan_version: 1, as_of: '2026-09-30', employee_id: 'A1', employee_name: '安', part: 'rep' },
      ...{ target: '300000.00', net_sales: '291000.00', overlay_sales: '0.00', sales_under_review: '0.00' },
      ...{ attainment_pct: '97.0000', in_role_days: 92, final_score: '84.0000', coefficient: '1.00' },
      ...{ commission_earned: '11730.00', after_coefficient: '11730.00', after_cap: '11000.00' },
      ...{ cap_withheld: '730.00', released: '9283.89', held: '1716.11' },
      ...{ draw_guarantee: '0.00', draw_top_up: '0.00', commission_payable: '9283.89' },
      ...{ team_bonus: '2406.09', override: '0.00', total_payable: '11689.98' },
      published: JSON.stringify(published.reps.A1),
    });
  });

  it('hold what is under review: the whole of O4, and nothing of overlay credit', () => {
    const review = [...statementRows(made())].map((row) => [row.employee_id, row.sales_under_review]);
    expect(review).toEqual([
      ['A1', '0.00'],
      ['B1', '0.00'],
      ['N1', '50000.00'],
      ['M1', '0.00'],
    ]);
    const orders = facts.orders.map((row) => ({ ...row, dqStatus: 'under_review' }) as const);
    // B1: 61,000 of O3 + 40 % of 150,000 − 50,000. N1: O4 + O5; the overlay of O2 is no sale.
    expect([...statementRows(made({ ...facts, orders }))].map((row) => row.sales_under_review)).toEqual([
      '291000.00',
      '101000.00',
      '55000.00',
      '0.00',
    ]);
  });

  it('hold the manager, who is paid the override and nothing else', () => {
    const nothing = '0.00';
    expect([...statementRows(made())].slice(3)).toEqual([
      {
        ...{
          ...of,
          plan_version: 1,
          as_of: '2026-09-30',
          employee_id: 'M1',
          employee_name: '孟',
          part: 'manager',
        },
        ...{ target: null, net_sales: nothing, overlay_sales: nothing, sales_under_review: nothing },
        ...{ attainment_pct: null, in_role_days: 0, final_score: '79.0431', coefficient: '1.00' },
        ...{
          commission_earned: nothing,
          after_coefficient: nothing,
          after_cap: nothing,
          cap_withheld: nothing,
        },
        ...{ released: nothing, held: nothing, draw_guarantee: nothing, draw_top_up: nothing },
        ...{ commission_payable: nothing, team_bonus: nothing, override: '794.00', total_payable: '794.00' },
        published: JSON.stringify(published.manager),
      },
    ]);
  });

  it('hold whoever stands above the sellers', () => {
    const [above, ...others] = [...statementRows(made(levels))].slice(3);
    expect(others).toEqual([]);
    // 1 % of 397,000; nobody stands two levels above.
    expect(above).toMatchObject({
      employee_id: 'M1',
      part: 'manager',
      override: '3970.00',
      total_payable: '3970.00',
    });
    expect(JSON.parse(above?.published ?? '')).toEqual({
      levels: [
        { level: 1, rate: '0.01', net_sales: '397000.00' },
        { level: 2, rate: '0.005', net_sales: '0.00' },
      ],
      kpi_scores: { sales: '77.0874', collection: '83.6066' },
      ...{ final_score: '79.0431', coefficient: '1.00', override: '3970.00' },
    });
    const [bare] = [...statementRows(made(unweighed))].slice(3);
    expect(JSON.parse(bare?.published ?? '')).toMatchObject({
      kpi_scores: {},
      final_score: null,
      coefficient: null,
    });
  });
});

describe('rows of a team', () => {
  it('hold the people together, and what they cost', () => {
    const { reps: _reps, ...shared } = published;
    expect(teamRow(made())).toEqual({
      ...{ ...of, plan_version: 1, team_id: 'T', as_of: '2026-09-30', reps: 3 },
      ...{ target: '515000.00', net_sales: '397000.00', attainment_pct: '77.0874', bonus_pool: '3970.00' },
      ...{ override: '794.00', fx_gain_excluded: '12.50', total_commission_cost: '17542.89' },
      published: JSON.stringify(shared),
    });
    expect(teamRow(made(levels)).override).toBe('3970.00');
    expect(teamRow(made(planned({ manager: null }))).override).toBe('0.00');
  });
});

describe('rows of deals', () => {
  it('are in the order in which they climbed', () => {
    const deals = [...dealRows(made())];
    expect(deals.map((row) => `${row.employee_id} ${row.deal_no} ${row.order_no}`)).toEqual([
      ...['A1 1 O1', 'A1 2 O3', 'A1 3 O2'],
      ...['B1 1 O3', 'B1 2 O2'],
      ...['N1 1 O4', 'N1 2 O5'],
    ]);
    expect(deals[0]).toEqual({
      ...{
        ...of,
        employee_id: 'A1',
        deal_no: 1,
        order_no: 'O1',
        credit_pct: '100.0000',
        credited: '200000.00',
      },
      ...{ commission: '9000.00', paid_fraction_pct: '100.0000' },
      slices: ['150000.00 × 0.05', '50000.00 × 0.03'],
    });
  });
});

describe('rows of scorecards', () => {
  const keyOf = (row: { readonly employee_id: string; readonly part: string; readonly kpi: string }) =>
    `${row.employee_id} ${row.part} ${row.kpi}`;

  it('hold each KPI as numerator and denominator, or why there is none', () => {
    const cards = scorecardRows(made());
    expect(cards.map(keyOf)).toEqual([
      ...['A1 rep sales', 'A1 rep followup', 'A1 rep csat'],
      ...['B1 rep sales', 'B1 rep followup', 'B1 rep csat', 'B1 rep collection'],
      ...['N1 rep sales', 'M1 manager sales', 'M1 manager collection'],
    ]);
    const own = { ...of, employee_id: 'B1', part: 'rep' };
    expect(cards.slice(4, 7)).toEqual([
      {
        ...{ ...own, kpi: 'followup', weight: '0.202174', score: null },
        ...{ numerator: null, denominator: null, basis: 'no_target' },
      },
      {
        ...{ ...own, kpi: 'csat', weight: '0.134783', score: '75.0000' },
        ...{ numerator: '24.000000000000', denominator: '6.000000000000', basis: 'team_fallback' },
      },
      {
        ...{ ...own, kpi: 'collection', weight: '0.065217', score: '50.0000' },
        ...{ numerator: '20000.000000000000', denominator: '40000.000000000000', basis: 'own' },
      },
    ]);
  });

  it('hold those of levels where they have a card', () => {
    expect(scorecardRows(made(levels)).slice(-2).map(keyOf)).toEqual([
      'M1 manager sales',
      'M1 manager collection',
    ]);
    expect(scorecardRows(made(unweighed)).slice(-1).map(keyOf)).toEqual(['N1 rep sales']);
  });
});
