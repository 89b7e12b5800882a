import { describe, expect, it } from 'vitest';
import { Exact, exact, zero } from '../exact.ts';
import type { PeriodFacts } from '../facts.ts';
import { statementOf } from '../statement.ts';
import { facts, factsWith, plan, planned } from '../test-facts.ts';
import { type Explanation, explanationOf, printedExplanation, type Subject } from './explanation.ts';
import { ownFacts } from './own-facts.ts';
import { ruled, step } from './step.ts';

function told(of: PeriodFacts, id: string, subject: Subject = 'statement', kpi?: string) {
  const explanation = explanationOf(statementOf(of), id, { subject, kpi });
  if (explanation === undefined) throw new Error(`Nothing is told of ${id}.`);
  return printedExplanation(explanation, 'en');
}
const termsOf = (of: PeriodFacts, id: string, key: string) =>
  told(of, id)
    .steps.find((each) => each.key === key)
    ?.terms.map((term) => `${term.key}=${term.value}`);

describe('somebody who sells and is paid for others', () => {
  // A1 is named for the override: 0.002 × 397,000 = 794. By the team’s figures A1’s card is (0.5 × 77.09 + 0.3 × 60 + 0.2 × 75) = 71.5, × 1.00.
  const both = planned({ manager: { employeeId: 'A1', overrideRate: '0.002' } });

  it('is told both parts, each leading to its own steps, and what they come to', () => {
    const { result, steps } = told(both, 'A1');
    expect(result).toBe('12483.98');
    const own = told(facts, 'A1').steps.map(({ key }) => key);
    expect(steps.map(({ key }) => key)).toEqual([
      ...own,
      ...['override_of_team', 'override_before', 'score', 'coefficient', 'override'].map(
        (key) => `manager.${key}`,
      ),
      'total_of_both',
    ]);
    expect(steps.at(-1)).toMatchObject({
      ...{ label: 'Own pay and override together', operation: 'sum' },
      terms: [{ key: 'total_payable' }, { key: 'manager.override', value: '794' }],
    });
    expect(termsOf(both, 'A1', 'manager.override')).toEqual([
      ...['manager.override_before=794', 'manager.coefficient=1'],
    ]);
    expect(termsOf(both, 'A1', 'manager.override_of_team')).toEqual([
      ...['team.net_sales=397000', 'plan.override_rate=0.002'],
    ]);
    const explanation = explanationOf(statementOf(both), 'A1', { subject: 'statement' });
    expect(explanation?.steps.at(-1)?.label.zh).toBe('本人应得与管理提成合计');
  });

  it('has the score and the KPIs of the own part', () => {
    expect([told(both, 'A1', 'score').result, told(both, 'A1', 'kpi', 'csat').result]).toEqual([
      ...['84.0000', '4.500000'],
    ]);
  });

  it('is told levels in the same way', () => {
    const employees = facts.employees.map((span) =>
      span.employeeId === 'N1' ? { ...span, managerId: 'A1' } : span,
    );
    const levels = { ...planned({ manager: null, levels: [{ level: 1, overrideRate: '0.1' }] }), employees };
    // 10 % of N1’s 5,000, × 0.50 by a score of 0 of N1’s sales, and × what A1’s weights make of it.
    const { steps } = told(levels, 'A1');
    expect(steps.at(-1)?.terms.map(({ key }) => key)).toEqual(['total_payable', 'manager.override']);
    expect(termsOf(levels, 'A1', 'manager.override_of_level[1]')).toEqual([
      ...['manager.sales_below[1]=5000', 'plan.overrides[1]=0.1'],
    ]);
  });
});

describe('a step', () => {
  it('of a card leaves out what has no score', () => {
    const undue = factsWith({ orders: facts.orders.map((row) => ({ ...row, dueOn: null })) });
    expect(termsOf(undue, 'M1', 'score')).toEqual(['team.sales_score=77.087378640777']);
  });

  it('of a KPI that no step counts names its parts', () => {
    const target = {
      employeeId: 'B1',
      kpi: 'new_customers',
      base: '4',
      proration: 'none',
      ramp: '1',
    } as const;
    const weightSets = facts.weightSets.map((set) => ({ ...set, weights: { new_customers: '1' } }));
    const of = factsWith({ weightSets, targets: [target] });
    expect(termsOf(of, 'B1', 'new_customers_value')).toEqual([
      ...['own.new_customers.numerator=1', 'new_customers_target=4'],
    ]);
    expect(told(of, 'B1', 'kpi', 'new_customers').result).toBe('0.250000');
  });

  it('of collection has nothing of overlay credit', () => {
    const weightSets = facts.weightSets.map((set) => ({ ...set, weights: { collection: '1' } }));
    const of = factsWith({ weightSets });
    // O2 is due and in part N1’s overlay; O4 is under review and worth nothing.
    expect(termsOf(of, 'N1', 'collected')).toEqual(['orders[O4]=0', 'orders[O5]=5000']);
    const undue = {
      ...of,
      orders: facts.orders.map((row) => (row.orderNo === 'O2' ? { ...row, dueOn: null } : row)),
    };
    expect(told(undue, 'N1').steps.find(({ key }) => key === 'collected')?.excluded).toEqual([]);
  });

  it('of presence is 0 in a stretch that has no workday', () => {
    const weekend = { id: 'W', from: '2026-09-05', until: '2026-09-07' };
    const workday = { employeeId: 'N1', kpi: 'sales', base: '9', proration: 'workday', ramp: '1' } as const;
    const targets = [workday, { ...workday, proration: 'none' } as const];
    const of = factsWith({ period: weekend, targets });
    expect(termsOf(of, 'N1', 'sales_target')).toEqual(['sales_target_part_1=0', 'sales_target_part_2=9']);
    expect(termsOf(of, 'N1', 'sales_target_part_1_presence')).toEqual([
      ...['presence[2026-09-05/2026-09-07]=0'],
    ]);
  });
});

describe('a printed explanation', () => {
  const head: Omit<Explanation, 'steps'> = {
    ...{ subject: 'score', kpi: null, employee: { id: 'A1', name: '安' }, period: facts.period },
    ...{ asOf: '2026-09-30', plan: { id: 'P', version: 1 }, result: null },
  };
  const label = { zh: '步骤', en: 'Step' };
  const printed = (...steps: Explanation['steps']) => printedExplanation({ ...head, steps }, 'en').steps;

  it('has rows, rules and weights only where there are some', () => {
    const excluded = [{ key: 'x', why: label }];
    const row = { of: [exact('1.50'), { in: exact('2') }], none: null, text: 'a', count: 3 };
    expect(
      printed(
        step('bare', label, 'sum', [{ key: 't', value: exact('1') }]),
        ruled(
          'full',
          label,
          { terms: [{ key: 't', value: zero, weight: exact('0.5'), row }], value: zero, rule: { row } },
          excluded,
        ),
      ),
    ).toEqual([
      {
        key: 'bare',
        label: 'Step',
        operation: 'sum',
        terms: [{ key: 't', value: '1' }],
        value: '1',
        excluded: [],
      },
      {
        ...{ key: 'full', label: 'Step', operation: 'rule', value: '0' },
        terms: [
          {
            key: 't',
            value: '0',
            weight: '0.5',
            row: { of: ['1.5', { in: '2' }], none: null, text: 'a', count: 3 },
          },
        ],
        rule: { row: { of: ['1.5', { in: '2' }], none: null, text: 'a', count: 3 } },
        excluded: [{ key: 'x', why: 'Step' }],
      },
    ]);
  });

  it('has a fraction where decimals do not end, unless it is longer than a line', () => {
    const [short, long, ends] = printed(
      ...[10n ** 57n, 10n ** 58n].map((numerator) =>
        step('s', label, 'sum', [{ key: 't', value: new Exact(numerator, 3n) }]),
      ),
      step('e', label, 'sum', [{ key: 't', value: new Exact(3n, 4n) }]),
    );
    // 58 digits, a stroke and one digit are 60 signs.
    expect([short?.fraction?.length, long?.fraction, ends?.fraction, ends?.value]).toEqual([
      ...[60, undefined, undefined, '0.75'],
    ]);
  });
});

describe('own facts', () => {
  const alone = planned({ teamBonus: null });
  const A1 = { employeeId: 'A1' };

  it('hold nothing of others', () => {
    const given = {
      ...alone,
      elsewhere: [
        { ...A1, from: '2026-07-01', until: '2026-07-02' },
        { employeeId: 'B1', from: '2026-07-01', until: '2026-07-02' },
      ],
      followups: [...facts.followups, { employeeId: 'B1', logged: 1, flagged: 0 }],
      newCustomers: [...facts.newCustomers, { ...A1, count: 2 }],
      plans: [
        {
          ...plan,
          teamBonus: null,
          draws: [...plan.draws, { ...A1, monthly: '1', months: 1, recoverable: true }],
        },
      ],
      superiors: [
        {
          ...A1,
          employeeId: 'X1',
          name: '谢',
          role: 'DIR',
          managerId: null,
          from: '2026-01-01',
          until: '2100-01-01',
        },
      ],
    };
    const own = ownFacts(given, 'A1');
    for (const list of [
      own?.elsewhere,
      own?.followups,
      own?.newCustomers,
      own?.plans[0]?.draws,
      own?.targets,
    ])
      expect(new Set(list?.map((row) => row.employeeId))).toEqual(new Set(['A1']));
    expect(own).toMatchObject({ plans: [{ manager: null }], newCustomers: [{ count: 2 }] });
    expect(own).not.toHaveProperty('superiors');
    expect(ownFacts(alone, 'A1')).not.toHaveProperty('elsewhere');
  });

  it('are enough with exactly as many answers as asked for, and without a manager', () => {
    const names = (csatMinAnswers: number) =>
      new Set(
        ownFacts({ ...planned({ teamBonus: null, manager: null }), csatMinAnswers }, 'A1')?.employees.map(
          (span) => span.employeeId,
        ),
      );
    expect([names(4).size, names(5).size]).toEqual([1, 4]);
  });

  it('are not enough where any version of the plan pays by others', () => {
    const [version] = alone.plans;
    const plans = [plan, ...(version === undefined ? [] : [{ ...version, version: 2 }])];
    expect(ownFacts({ ...alone, plans }, 'A1')).toBeUndefined();
  });
});
