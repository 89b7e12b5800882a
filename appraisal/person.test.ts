import { expect, it } from 'vitest';
import { ordersOf, seenCash } from './deal.ts';
import type { PeriodFacts } from './facts.ts';
import { managerStatement } from './manager.ts';
import { peopleOf } from './person.ts';
import { statementOf } from './statement.ts';
import { facts, factsWith, plan } from './test-facts.ts';

const people = (of: PeriodFacts) => peopleOf(of, ordersOf(of.orders, of.period, seenCash));

it('people are told by employee number, each with roles by day and the last of their names', () => {
  const employees = facts.employees
    .toReversed()
    .map((span) => (span.employeeId === 'B1' && span.role === 'SR' ? { ...span, name: '白露' } : span));
  const told = people(factsWith({ employees }));
  expect(told.map(({ employeeId }) => employeeId)).toEqual(['A1', 'B1', 'M1', 'N1']);
  expect(told[1]?.roles.map(({ role }) => role)).toEqual(['AE', 'SR']);
  expect(told.map(({ name }) => name)).toEqual(['安', '白露', '孟', '宁']);
});

it('people have what is theirs, and nothing where there is nothing', () => {
  const [A1, B1, M1] = people(facts);
  expect(A1).toMatchObject({
    followups: [{ logged: 50, flagged: 5 }],
    surveys: [{ answers: 4, sum: '18' }],
    targets: [{ kpi: 'sales' }, { kpi: 'followup' }],
  });
  expect([A1?.newCustomers, B1?.newCustomers]).toEqual([[], [{ employeeId: 'B1', count: 1 }]]);
  expect(M1).toMatchObject({ deals: [], targets: [], followups: [], surveys: [], elsewhere: [] });
});

it('somebody who was a rep for a part of the period is one', () => {
  const employees = facts.employees.map((span) =>
    span.role === 'SR' ? ({ ...span, kind: 'manager' } as const) : span,
  );
  expect(people(factsWith({ employees })).map(({ isRep }) => isRep)).toEqual([true, true, false, true]);
});

it('a manager whom nobody knows has no statement, and a plan without one needs none', () => {
  const { team } = statementOf(facts);
  const of = (manager: typeof plan.manager) =>
    managerStatement({ ...plan, manager }, [], team.figures, team.values, facts);
  expect(of(null)).toBeNull();
  expect(() => of({ employeeId: 'M9', overrideRate: '0.1' })).toThrow(
    expect.objectContaining({
      ...{ code: 'APPRAISAL_REFUSED', subject: 'plan.manager', message: 'M9 has no role in the team.' },
    }),
  );
});

it('facts are refused by the name of their team and period', () => {
  const bad = factsWith({ plans: [] });
  expect(() => statementOf(bad)).toThrow(
    expect.objectContaining({ code: 'APPRAISAL_REFUSED', subject: 'T 2026Q3' }),
  );
});
