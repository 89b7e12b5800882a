import { describe, expect, it } from 'vitest';
import type { OrderFact, PeriodFacts } from './facts.ts';
import { publishedStatement } from './published.ts';
import { statementOf } from './statement.ts';
import { facts, factsWith, order, plan } from './test-facts.ts';

const alone = { A1: '100' };
const simple = {
  minAttainment: null,
  cap: null,
  coefficientBands: [],
  draws: [],
  teamBonus: null,
  manager: null,
};

/** A1 with only these orders, a target of 300,000 and a plan that only climbs tiers. */
function sold(orders: readonly OrderFact[], more: Partial<PeriodFacts> = {}) {
  const of = factsWith({ orders, plans: [{ ...plan, ...simple }], ...more });
  const { reps, team } = publishedStatement(statementOf(of));
  const rep = reps.A1;
  if (rep === undefined) throw new Error('A1 has no statement.');
  return { ...rep, team, reps };
}

const deal = (amount: string, more: Partial<OrderFact> = {}) => ({
  ...order({ orderNo: 'S1', bookedOn: '2026-08-03', amount, revenue: alone }),
  ...more,
});

function reversed(amount: string, kind: 'refund' | 'cancellation', back: string): OrderFact {
  const reversals = [{ kind, on: '2026-08-20', amount: back }];
  return order({ orderNo: 'S1', bookedOn: '2026-08-03', amount, reversals, revenue: alone });
}

describe('an order', () => {
  it('that is refunded in full stays in the list, worth nothing', () => {
    const { deals, net_sales } = sold([reversed('500', 'refund', '-500')]);
    expect(deals).toEqual([
      {
        order_no: 'S1',
        credit_pct: '100.0000',
        credited: '0.00',
        slices: [],
        commission: '0.00',
        paid_fraction_pct: '0.0000',
      },
    ]);
    expect(net_sales).toBe('0.00');
  });

  it('is paid at most in full; money given back counts against it, but never below nothing', () => {
    const fraction = (paid: string) => sold([deal('1000', { paid })]).deals[0]?.paid_fraction_pct;
    expect(['1000.01', '250', '-1'].map(fraction)).toEqual(['100.0000', '25.0000', '0.0000']);
  });

  it('is cut by tiers in the order of confirmation, then of its number', () => {
    const at = (orderNo: string, confirmedAt: string) => deal('1', { orderNo, confirmedAt });
    const { deals } = sold([
      at('S3', '2026-08-03T02:00:00Z'),
      at('S2', '2026-08-03T02:00:00.000Z'),
      at('S9', '2026-08-03T01:59:59.999Z'),
    ]);
    expect(deals.map(({ order_no }) => order_no)).toEqual(['S9', 'S2', 'S3']);
  });

  it('belongs to the period whose business dates hold its own', () => {
    const on = (orderNo: string, bookedOn: string) => deal('1', { orderNo, bookedOn });
    const { deals } = sold([
      on('S1', '2026-06-30'),
      on('S2', '2026-07-01'),
      on('S3', '2026-09-30'),
      on('S4', '2026-10-01'),
    ]);
    expect(deals.map(({ order_no }) => order_no)).toEqual(['S2', 'S3']);
  });

  it('split in three is credited whole', () => {
    const split = order({
      orderNo: 'S1',
      bookedOn: '2026-08-03',
      amount: '0.01',
      revenue: { A1: '33.33', B1: '33.33', N1: '33.34' },
    });
    expect(sold([split]).team.net_sales).toBe('0.01');
  });

  it('credited to somebody in several rows adds up to one deal', () => {
    const part = { employeeId: 'A1', kind: 'revenue', whole: '92' } as const;
    const credits = [
      { ...part, part: '31' },
      { ...part, part: '61' },
    ];
    expect(sold([deal('92', { credits })]).deals.map(({ credited }) => credited)).toEqual(['92.00']);
  });

  it('of nobody is in nobody’s figures', () => {
    expect(sold([deal('92', { credits: [] })]).team.net_sales).toBe('0.00');
  });

  it('due on the last day of the period is due, the day after not', () => {
    const due = (dueOn: string) => sold([deal('10', { dueOn })]).collection_due;
    expect(['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'].map(due)).toEqual([
      '0.00',
      '10.00',
      '10.00',
      '0.00',
    ]);
  });
});

describe('earnings', () => {
  it('are never below 0 when more was taken back than sold', () => {
    const { net_sales, commission_earned, released, held } = sold([reversed('100', 'refund', '-300')]);
    expect([net_sales, commission_earned, released, held]).toEqual(['-200.00', '0.00', '0.00', '0.00']);
  });

  it('release no more than there is when a deal fell below 0', () => {
    const loss = reversed('100', 'refund', '-300');
    const win = deal('1000', { orderNo: 'S2', paid: '1000', confirmedAt: '2026-08-04T00:00:00Z' });
    // 5 % of 1,000 − 200
    const { commission_earned, released, held } = sold([loss, win]);
    expect([commission_earned, released, held]).toEqual(['40.00', '40.00', '0.00']);
  });

  it('are nothing where the plan’s coefficient is 0, and nothing is released', () => {
    const plans = [{ ...plan, ...simple, coefficientBands: [{ minScore: '200', coefficient: '1' }] }];
    const rep = sold([deal('1000', { paid: '1000' })], { plans });
    expect([rep.coefficient, rep.commission_earned, rep.after_cap, rep.released]).toEqual([
      '0.00',
      '50.00',
      '0.00',
      '0.00',
    ]);
  });

  it('are topped up to several draws together, and not reduced by one that is smaller', () => {
    const draw = { employeeId: 'A1', monthly: '10', recoverable: true };
    const topUp = (months: number) =>
      sold([deal('1000', { paid: '1000' })], {
        plans: [
          {
            ...plan,
            ...simple,
            draws: [
              { ...draw, months },
              { ...draw, months: 2 },
            ],
          },
        ],
      });
    expect([topUp(4).draw_guarantee, topUp(4).draw_top_up]).toEqual(['60.00', '10.00']);
    expect([topUp(1).draw_top_up, topUp(1).commission_payable]).toEqual(['0.00', '50.00']);
  });

  it('pass the gate at exactly the attainment it asks for', () => {
    const plans = [{ ...plan, ...simple, minAttainment: '0.5' }];
    const earned = (amount: string) => sold([deal(amount)], { plans }).commission_earned;
    expect([earned('150000'), earned('149999.99')]).toEqual(['7500.00', '0.00']);
  });
});

describe('somebody', () => {
  it('who leaves is in role until the last day', () => {
    const employees = facts.employees.map((span) =>
      span.employeeId === 'A1' ? { ...span, until: '2026-08-16' } : span,
    );
    const rep = sold([], {
      employees,
      targets: facts.targets.map((row) => ({ ...row, proration: 'calendar_day' })),
    });
    expect([rep.in_role_days, rep.target, rep.followup_target]).toEqual([46, '150000.00', '30.0000']);
  });

  it('who has exactly as many answers as asked for is judged by them', () => {
    const csat = (answers: number) => {
      const surveys = [
        { employeeId: 'A1', answers, sum: String(answers * 2) },
        { employeeId: 'B1', answers: 6, sum: '30' },
      ];
      const rep = sold([], { surveys });
      return [rep.csat, rep.csat_basis];
    };
    // With two answers, the mean of the team: (4 + 30) ÷ 8.
    expect([csat(3), csat(2)]).toEqual([
      ['2.0000', 'own'],
      ['4.2500', 'team_fallback'],
    ]);
  });

  it('in a team without any answer has no satisfaction to be judged by', () => {
    const rep = sold([], { surveys: [] });
    expect([rep.csat, rep.csat_basis, rep.kpi_scores.csat]).toEqual([null, null, null]);
  });

  it('whose target is 0 has no attainment', () => {
    const targets = [{ employeeId: 'A1', kpi: 'sales', base: '0', proration: 'none', ramp: '1' }] as const;
    const rep = sold([deal('1000')], { targets });
    expect([rep.target, rep.attainment_pct, rep.kpi_scores.sales]).toEqual(['0.00', null, null]);
    expect(rep.commission_earned).toBe('50.00');
  });
});

describe('a plan that pays managers', () => {
  it('refuses a manager without a role in the team', () => {
    const stranger = { ...plan, manager: { employeeId: 'M9', overrideRate: '0.1' } };
    expect(() => statementOf(factsWith({ plans: [stranger] }))).toThrow('M9 has no role in the team');
  });
});
