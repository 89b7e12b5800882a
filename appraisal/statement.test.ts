import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from './exact.ts';
import { publishedStatement } from './published.ts';
import { statementOf } from './statement.ts';
import { facts, factsWith, order, plan, planned } from './test-facts.ts';

const published = (of = facts) => publishedStatement(statementOf(of));

function repOf(id: string, of = facts) {
  const rep = published(of).reps[id];
  if (rep === undefined) throw new Error(`${id} has no statement.`);
  return rep;
}

// Worked by hand. Bounds are shares of the own target; deals stand in the order of their confirmation.
describe('the statement of a rep', () => {
  // 300,000 × (31 + 31 + 30) ÷ 92 days; O1 200,000 + O3 92,000 × 31/92 + O2 (150,000 − 50,000) × 60 %
  // followup 45 ÷ 60 = 0.75 → 60; csat 18 ÷ 4 = 4.5 → 87.5; 0.5 × 97 + 0.3 × 60 + 0.2 × 87.5 = 84
  // O1 7,500 + 1,500; O3 930; O2 1,800; released (9,000 + 1,800 × ½) × 11,000 ÷ 11,730
  it('climbs falling tiers deal by deal, is capped and released by what is paid', () => {
    expect(repOf('A1')).toEqual({
      target: '300000.00',
      net_sales: '291000.00',
      overlay_sales: '0.00',
      attainment_pct: '97.0000',
      in_role_days: 92,
      followup_target: '60.0000',
      new_customers: 0,
      csat: '4.5000',
      csat_basis: 'own',
      collection_paid: '230000.00',
      collection_due: '260000.00',
      collection_rate_pct: '88.4615',
      weights: { sales: '0.500000', followup: '0.300000', csat: '0.200000' },
      kpi_scores: { sales: '97.0000', followup: '60.0000', csat: '87.5000' },
      final_score: '84.0000',
      coefficient: '1.00',
      deals: [
        {
          order_no: 'O1',
          credit_pct: '100.0000',
          credited: '200000.00',
          slices: [
            ['150000.00', '0.05'],
            ['50000.00', '0.03'],
          ],
          commission: '9000.00',
          paid_fraction_pct: '100.0000',
        },
        {
          order_no: 'O3',
          credit_pct: '33.6957',
          credited: '31000.00',
          slices: [['31000.00', '0.03']],
          commission: '930.00',
          paid_fraction_pct: '0.0000',
        },
        {
          order_no: 'O2',
          credit_pct: '60.0000',
          credited: '60000.00',
          slices: [['60000.00', '0.03']],
          commission: '1800.00',
          paid_fraction_pct: '50.0000',
        },
      ],
      commission_earned: '11730.00',
      after_coefficient: '11730.00',
      after_cap: '11000.00',
      cap_withheld: '730.00',
      released: '9283.89',
      held: '1716.11',
      draw_guarantee: '0.00',
      draw_top_up: '0.00',
      commission_payable: '9283.89',
      team_bonus: '2406.09',
      total_payable: '11689.98',
    });
  });

  // Weights over 62 days AE and 30 days SR: sales (0.5 × 62 + 0.8 × 30) ÷ 92. No follow-up target: (55 × 50.5 + 12.4 × 75 + 6 × 50) ÷ 73.4
  it('blends weights over a change of role, and gives the weight of a KPI without target to the others', () => {
    const rep = repOf('B1');
    expect(rep.weights).toEqual({
      sales: '0.597826',
      followup: '0.202174',
      csat: '0.134783',
      collection: '0.065217',
    });
    expect(rep.kpi_scores).toEqual({
      sales: '50.5000',
      followup: null,
      csat: '75.0000',
      collection: '50.0000',
    });
    expect([rep.followup_target, rep.csat, rep.csat_basis]).toEqual([null, '4.0000', 'team_fallback']);
    expect([rep.final_score, rep.coefficient, rep.new_customers]).toEqual(['54.5981', '0.50', 1]);
    // O3 3,050 + O2 1,980 = 5,030 × 0.5; released 1,980 × ½ × 0.5
    expect([rep.commission_earned, rep.after_cap, rep.released, rep.held]).toEqual([
      '5030.00',
      '2515.00',
      '495.00',
      '2020.00',
    ]);
  });

  // 90,000 × 22 ÷ 66 workdays × 0.5; 5,000 ÷ 15,000 is below the gate of 0.4
  it('earns nothing below the gate, but is topped up to the draw', () => {
    const rep = repOf('N1');
    expect([rep.target, rep.in_role_days, rep.attainment_pct]).toEqual(['15000.00', 30, '33.3333']);
    expect(
      rep.deals.map(({ order_no, credited, commission, paid_fraction_pct }) => [
        order_no,
        credited,
        commission,
        paid_fraction_pct,
      ]),
    ).toEqual([
      ['O4', '0.00', '0.00', '0.0000'],
      ['O5', '5000.00', '250.00', '100.0000'],
    ]);
    expect([rep.commission_earned, rep.released, rep.held]).toEqual(['0.00', '0.00', '0.00']);
    expect([rep.draw_top_up, rep.total_payable]).toEqual(['3000.00', '3000.00']);
  });

  it('shows overlay credit beside net sales, in no deal and no total', () => {
    expect([repOf('N1').overlay_sales, repOf('N1').net_sales]).toEqual(['10000.00', '5000.00']);
    expect(published().team.net_sales).toBe('397000.00');
  });

  it('has no score and no coefficient when no KPI is applicable, and keeps what it earned', () => {
    const rep = repOf(
      'B1',
      factsWith({ targets: [], surveys: [], orders: facts.orders.map((o) => ({ ...o, dueOn: null })) }),
    );
    expect([
      rep.final_score,
      rep.coefficient,
      rep.target,
      rep.attainment_pct,
      rep.collection_rate_pct,
    ]).toEqual([null, null, null, null, null]);
    // Without a target no bound is reached: 101,000 × 5 %.
    expect([rep.commission_earned, rep.after_coefficient]).toEqual(['5050.00', '5050.00']);
  });

  it('is the plain sum of its deals under a plan without gate, cap, bands, release, draws and bonus', () => {
    const plain = planned({
      minAttainment: null,
      cap: null,
      coefficientBands: [],
      release: null,
      draws: [],
      teamBonus: null,
      manager: null,
    });
    const { reps, manager, team, total_commission_cost } = published(plain);
    expect(
      Object.values(reps).map(({ released, held, total_payable }) => [released, held, total_payable]),
    ).toEqual([
      ['11730.00', '0.00', '11730.00'],
      ['5030.00', '0.00', '5030.00'],
      ['250.00', '0.00', '250.00'],
    ]);
    expect([manager, team.bonus_pool, total_commission_cost]).toEqual([null, '0.00', '17010.00']);
  });
});

describe('the statement of a team', () => {
  // 1 % of 397,000; 84 × 92 against 54.5981 × 92 days; nothing for a score of 0
  it('shares the bonus by score × days, in whole fen that add up', () => {
    const { team, reps } = published();
    expect(team).toEqual({
      target: '515000.00',
      net_sales: '397000.00',
      attainment_pct: '77.0874',
      bonus_pool: '3970.00',
      bonus_sum: '3970.00',
    });
    expect(Object.values(reps).map(({ team_bonus }) => team_bonus)).toEqual(['2406.09', '1563.91', '0.00']);
  });

  it('pays the pool at exactly the attainment it asks for, and not a hair below', () => {
    const rule = { rate: '0.01', allocation: 'score_x_days' };
    const pool = (minAttainment: string) =>
      published(planned({ teamBonus: { ...rule, minAttainment } })).team.bonus_pool;
    const half = factsWith({
      targets: [{ employeeId: 'A1', kpi: 'sales', base: '397000', proration: 'none', ramp: '1' }],
    });
    expect(published(half).team.attainment_pct).toBe('100.0000');
    expect(
      publishedStatement(
        statementOf({ ...half, plans: [{ ...plan, teamBonus: { ...rule, minAttainment: '1' } }] }),
      ).team.bonus_pool,
    ).toBe('3970.00');
    expect([pool('0.77'), pool('0.7709')]).toEqual(['3970.00', '0.00']);
  });

  // 0.7 × 77.0874 + 0.3 × 255,000 ÷ 305,000; 0.002 × 397,000
  it('scores the manager by the figures of the team', () => {
    expect(published().manager).toEqual({
      collection_rate_pct: '83.6066',
      csat: '4.0000',
      kpi_scores: { sales: '77.0874', collection: '83.6066' },
      final_score: '79.0431',
      coefficient: '1.00',
      override: '794.00',
    });
  });

  it('counts what a manager sells once in the team', () => {
    const sold = order({ orderNo: 'O9', bookedOn: '2026-09-12', amount: '3000', revenue: { M1: '100' } });
    const { team, reps } = published(factsWith({ orders: [...facts.orders, sold] }));
    expect([team.net_sales, Object.keys(reps)]).toEqual(['400000.00', ['A1', 'B1', 'N1']]);
  });

  it('tells sales as posted and as restated; a refund of an earlier order is posted only', () => {
    const { monthly_posted, monthly_restated } = published();
    expect(monthly_posted).toEqual({
      '2026-07': '285000.00',
      '2026-08': '150000.00',
      '2026-09': '-45000.00',
    });
    expect(monthly_restated).toEqual({
      '2026-07': '292000.00',
      '2026-08': '100000.00',
      '2026-09': '5000.00',
    });
  });

  it('costs what the reps are paid and the override', () => {
    const { total_commission_cost, fx_gain_excluded } = published();
    expect([total_commission_cost, fx_gain_excluded]).toEqual(['17542.89', '12.50']);
  });
});

const shuffled = <Row>(rows: readonly Row[]) =>
  fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });

describe('any statement', () => {
  it('is the same whatever order the facts arrive in', () => {
    const expected = published();
    fc.assert(
      fc.property(
        shuffled(facts.orders),
        shuffled(facts.employees),
        shuffled(facts.targets),
        shuffled(facts.weightSets),
        shuffled(facts.surveys),
        (orders, employees, targets, weightSets, surveys) => {
          expect(published(factsWith({ orders, employees, targets, weightSets, surveys }))).toEqual(expected);
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  it('adds up: slices to credits, credits to net sales, released and held to what is earned, shares to the pool', () => {
    const cents = fc.integer({ min: 0, max: 900_000_00 }).map((fen) => (fen / 100).toFixed(2));
    const part = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents, part), { maxLength: 12 }), (deals) => {
        const orders = deals.map(([amount, paid, share], index) =>
          order({
            orderNo: `X${index}`,
            bookedOn: '2026-08-01',
            amount,
            paid,
            revenue: { A1: String(share), B1: String(100 - share) },
          }),
        );
        const { reps, team } = statementOf(factsWith({ orders }));
        for (const { commission, figures, totalPayable, commissionPayable, teamBonus } of reps) {
          const slices = commission.deals.flatMap((deal) => deal.slices.map(({ amount }) => amount));
          expect(sum(slices).equals(figures.netSales)).toBe(true);
          expect(commission.released.add(commission.held).equals(commission.afterCap)).toBe(true);
          expect(commission.released.gte(0) && commission.held.gte(0)).toBe(true);
          expect(commissionPayable.add(teamBonus).equals(totalPayable)).toBe(true);
        }
        const net = sum(reps.map(({ figures }) => figures.netSales));
        expect(net.equals(team.figures.netSales)).toBe(true);
        const bonus = sum(reps.map(({ teamBonus }) => teamBonus));
        expect(bonus.equals(team.bonus.pool) || bonus.equals(0)).toBe(true);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
