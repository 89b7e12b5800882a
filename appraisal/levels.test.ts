import { describe, expect, it } from 'vitest';
import { adjustmentOf } from './adjustment.ts';
import type { PeriodFacts, RoleSpan, Superior } from './facts.ts';
import { publishedLevels } from './published.ts';
import { money } from './rounding.ts';
import { statementOf } from './statement.ts';
import { facts, planned } from './test-facts.ts';

const far = '2100-01-01';
const levels = [
  { level: 1, overrideRate: '0.01' },
  { level: 2, overrideRate: '0.005' },
] as const;
const above = (
  employeeId: string,
  role: string,
  managerId: string | null,
  from = '2020-01-01',
  until = far,
) => ({
  ...{ employeeId, name: employeeId, role, managerId, from, until },
});
const seller = (employeeId: string, managerId: string, from = '2020-01-01', until = far): RoleSpan => ({
  ...{ ...above(employeeId, 'AE', managerId, from, until), kind: 'rep' },
});
const given = (changes: Partial<PeriodFacts>): PeriodFacts => ({
  ...planned({ manager: null, levels }),
  ...changes,
});
/** The team as it is, their manager M1 under these. */
const under = (superiors: readonly Superior[], M1 = superiors) =>
  given({
    superiors,
    employees: [
      ...facts.employees.filter(({ employeeId }) => employeeId !== 'M1'),
      ...M1.flatMap((span) => (span.employeeId === 'M1' ? [{ ...span, kind: 'manager' } as const] : [])),
    ],
  });
const paid = (of: PeriodFacts) =>
  statementOf(of).levels.map((each) => `${each.person.employeeId} ${money(each.override)}`);
const cardOf = (of: PeriodFacts, id: string) =>
  statementOf(of)
    .levels.find(({ person }) => person.employeeId === id)
    ?.scorecard?.kpis.map(({ kpi }) => kpi);

// O1 200,000 (10 July) and O3 92,000 (20 July) before, O2 100,000 (5 August) and O5 5,000 (10 September) after 1 August.
const changing = under([
  above('X2', 'DIR', null, '2026-08-01'),
  above('X1', 'DIR', null),
  above('M1', 'MGR', 'X2', '2026-08-01'),
  above('M1', 'MGR', 'X1', '2020-01-01', '2026-08-01'),
]);

describe('overrides of levels', () => {
  // M1 1 % of 397,000; X1 0.5 % of 292,000; X2 0.5 % of 105,000. Directors have no weights: nothing multiplies.
  it('go to whoever stood above on the day of the booking, told by employee number', () => {
    expect(paid(changing)).toEqual(['M1 3970.00', 'X1 1460.00', 'X2 525.00']);
    const [, x1] = statementOf(changing).levels;
    expect(x1 && publishedLevels(x1)).toEqual({
      levels: [
        { level: 1, rate: '0.01', net_sales: '0.00' },
        { level: 2, rate: '0.005', net_sales: '292000.00' },
      ],
      ...{ kpi_scores: {}, final_score: null, coefficient: null, override: '1460.00' },
    });
    expect(x1?.bases[1]?.deals.map(({ sellerId, deal }) => `${sellerId} ${deal.order.fact.orderNo}`)).toEqual(
      [...['A1 O1', 'A1 O3', 'B1 O3']],
    );
  });

  it('are part of what the period costs', () => {
    const { reps, totalCost } = statementOf(changing);
    const own = reps.reduce((all, { totalPayable }) => all.add(totalPayable), totalCost.sub(totalCost));
    expect(money(totalCost.sub(own))).toBe('5955.00');
  });

  it('are none of a plan that pays no levels, whoever stands above', () => {
    expect(paid({ ...changing, plans: planned({ manager: null }).plans })).toEqual([]);
  });

  it('are of nobody who is not there on the day, or is not known', () => {
    const gone = under([above('X1', 'DIR', null, '2020-01-01', '2026-07-15'), above('M1', 'MGR', 'X1')]);
    // X1 left on 15 July: O1 only.
    expect(paid(gone)).toEqual(['M1 3970.00', 'X1 1000.00']);
    expect(paid(given({ employees: facts.employees.map((span) => ({ ...span, managerId: 'Q9' })) }))).toEqual(
      [],
    );
  });

  it('have nothing of sales in overlay', () => {
    const only = facts.orders.filter(({ orderNo }) => orderNo === 'O2');
    // O2 is in part N1’s overlay: 100,000 × 1 %, not 110,000; × 0.50 by a score below 70.
    expect(paid({ ...changing, orders: only })).toEqual(['M1 500.00', 'X1 0.00', 'X2 500.00']);
  });

  it('name somebody by their last name', () => {
    const renamed = under([
      { ...above('X1', 'DIR', null, '2026-08-01'), name: '今' },
      { ...above('X1', 'DIR', null, '2020-01-01', '2026-08-01'), name: '昔' },
      above('M1', 'MGR', 'X1'),
    ]);
    expect(statementOf(renamed).levels.map(({ person }) => person.name)).toEqual(['M1', '今']);
  });

  it('list nobody who stood above on days before the period only', () => {
    const before = given({
      employees: [seller('A1', 'X0', '2025-01-01', '2026-06-01'), seller('A1', 'M1', '2026-06-01')],
      superiors: [above('X0', 'DIR', null), above('M1', 'MGR', null)],
      targets: [],
    });
    expect(paid(before).map((line) => line.slice(0, 2))).toEqual(['M1']);
  });
});

describe('the card of somebody above', () => {
  it('weighs every role in which they stood above, and none from before', () => {
    // B1 has two roles in the period, and was under nobody in July. X3 was a seller then.
    const employees = [
      { ...seller('B1', 'X3', '2024-01-01', '2026-08-01'), managerId: null },
      seller('B1', 'X3', '2026-08-01', '2026-09-01'),
      { ...seller('B1', 'X3', '2026-09-01'), role: 'SR' },
    ];
    const superiors = [
      above('X3', 'AE', null, '2020-01-01', '2026-08-01'),
      above('X3', 'MGR', null, '2026-08-01'),
    ];
    const targets = facts.targets.filter(({ employeeId }) => employeeId === 'B1');
    expect(cardOf(given({ employees, superiors, targets, followups: [], surveys: [] }), 'X3')).toEqual([
      ...['sales', 'collection'],
    ]);
    const two = [above('M1', 'MGR', null, '2020-01-01', '2026-08-01'), above('M1', 'SR', null, '2026-08-01')];
    // Both roles weigh: a manager’s sales and collection, and the same two of a senior.
    const { levels: cards } = statementOf(under(two));
    expect(cards[0]?.scorecard?.weights.stretches.map(({ set, days }) => [set.role, days])).toEqual([
      ...[
        ['MGR', 31],
        ['SR', 61],
      ],
    ]);
  });

  it('weighs all their roles where they stand above only by a deal outside the seller’s days', () => {
    const employees = [seller('A1', 'M1', '2020-01-01', '2026-06-01')];
    const superiors = [above('M1', 'MGR', null)];
    expect(cardOf(given({ employees, superiors, targets: [], surveys: [], followups: [] }), 'M1')).toEqual([
      ...['sales', 'collection'],
    ]);
  });
});

describe('an adjustment of levels', () => {
  const delta = (closed: PeriodFacts, later: PeriodFacts) => money(adjustmentOf(closed, later).overrideDelta);
  const known = under([above('X1', 'DIR', null), above('M1', 'MGR', 'X1')]);
  const without = under([above('M1', 'MGR', null)]);

  it('pays whoever appears only later, and takes back from whoever is gone', () => {
    expect(delta(known, known)).toBe('0.00');
    // X1: 0.5 % of 397,000.
    expect([delta(without, known), delta(known, without)]).toEqual(['1985.00', '-1985.00']);
  });

  it('pays what levels there were at the close', () => {
    const one = { ...known, plans: planned({ manager: null, levels: levels.slice(0, 1) }).plans };
    // M1’s second level, of which nothing is sold, has no part later; X1’s is gone.
    expect(delta(known, one)).toBe('-1985.00');
  });
});
