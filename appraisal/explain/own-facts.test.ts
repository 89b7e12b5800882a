import { describe, expect, it } from 'vitest';
import { factsOf } from '../marts/facts-of.ts';
import { rows } from '../marts/several-plans.fixture.ts';
import { statementOf } from '../statement.ts';
import { factsWith, plan, planned } from '../test-facts.ts';
import { explanationOf, printedExplanation } from './explanation.ts';
import { ownFacts } from './own-facts.ts';

const alone = planned({ teamBonus: null });
const subjects = [
  { subject: 'statement' },
  { subject: 'score' },
  { subject: 'kpi', kpi: 'sales' },
  { subject: 'kpi', kpi: 'csat' },
] as const;

describe.each(['A1', 'B1', 'N1'])('what is paid to %s', (employeeId) => {
  const own = ownFacts(alone, employeeId);

  it.each(subjects)('is explained by the own facts as by everybody’s: $subject $kpi', (asked) => {
    const explained = (facts: typeof alone) => {
      const found = explanationOf(statementOf(facts), employeeId, asked);
      return found && printedExplanation(found, 'en');
    };
    expect(own).toBeDefined();
    expect(explained(own ?? alone)).toEqual(explained(alone));
  });

  it('does not need the orders of others', () => {
    const isOwn = (order: (typeof alone.orders)[number]) =>
      order.credits.some((credit) => credit.employeeId === employeeId);
    expect(ownFacts({ ...alone, orders: alone.orders.filter(isOwn) }, employeeId)).toEqual(own);
  });
});

it.each(['HUNT', 'FARM'])('keeps who moved between plans to the part that is of %s', (planId) => {
  const facts = factsOf(rows()).find((each) => each.planId === planId)?.facts ?? alone;
  const own = ownFacts(facts, 'ANN');
  expect(new Set(own?.elsewhere?.map((each) => each.employeeId))).toEqual(new Set(['ANN']));
  const explained = (of: typeof facts) => explanationOf(statementOf(of), 'ANN', { subject: 'statement' });
  expect(explained(own ?? alone)).toEqual(explained(facts));
});

it('takes the answers of others where the own ones are too few', () => {
  const names = (employeeId: string) => ownFacts(alone, employeeId)?.employees.map((each) => each.employeeId);
  expect(new Set(names('A1'))).toEqual(new Set(['A1']));
  expect(names('N1')).toContain('A1');
});

it('is not enough for who is paid by the figures of others', () => {
  expect(ownFacts(planned({}), 'A1')).toBeUndefined();
  expect(ownFacts(alone, plan.manager?.employeeId ?? '')).toBeUndefined();
  const above = {
    employeeId: 'A1',
    name: '安',
    role: 'AE',
    managerId: null,
    from: '2020-01-01',
    until: '2100-01-01',
  };
  expect(ownFacts({ ...factsWith({ superiors: [above] }), plans: alone.plans }, 'A1')).toBeUndefined();
});
