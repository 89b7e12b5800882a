import { expect, it } from 'vitest';
import { explanationOf } from './explain/explanation.ts';
import { publishedStatement } from './published.ts';
import { statementOf } from './statement.ts';
import { facts, factsWith } from './test-facts.ts';

const balanced = factsWith({
  perspectives: { sales: 'finance', csat: 'finance', collection: 'finance', followup: 'process' },
});
const statement = statementOf(balanced);
const published = publishedStatement(statement);

// A1: sales 0.5 × 97, satisfaction 0.2 × 87.5, follow-ups 0.3 × 60: 66 ÷ 0.7 and 60; 84 in all.
it('are told with weight and score, and change no score and no pay', () => {
  const { perspectives, ...rest } = { perspectives: undefined, ...published.reps.A1 };
  expect(perspectives).toEqual({
    finance: { weight: '0.700000', score: '94.2857' },
    process: { weight: '0.300000', score: '60.0000' },
  });
  const plain = publishedStatement(statementOf(facts));
  expect(rest).toEqual(plain.reps.A1);
  expect(published.manager).toEqual({
    ...plain.manager,
    perspectives: { finance: { weight: '1.000000', score: plain.manager?.final_score } },
  });
});

it('have no score where none of their KPIs has one, and give their weight to the others', () => {
  const silent = publishedStatement(statementOf({ ...balanced, targets: facts.targets.slice(0, 3) }));
  expect(silent.reps.A1).toMatchObject({
    perspectives: { finance: { score: '94.2857' }, process: { weight: '0.300000', score: null } },
    final_score: '94.2857',
  });
});

it('are the terms of the explained score', () => {
  const told = explanationOf(statement, 'A1', { subject: 'score' })?.steps ?? [];
  expect(told.at(-1)?.terms.map(({ key }) => key)).toEqual(['perspective.finance', 'perspective.process']);
  const finance = told.find(({ key }) => key === 'perspective.finance');
  expect(finance?.terms.map(({ key }) => key)).toEqual(['sales_score', 'csat_score']);
  const above = explanationOf(statement, 'M1', { subject: 'statement' })?.steps ?? [];
  const team = above.find(({ key }) => key === 'perspective.finance');
  expect(team?.terms.map(({ key }) => key)).toEqual(['team.sales_score', 'team.collection_score']);
  expect(above.find(({ key }) => key === 'score')?.terms.map(({ key }) => key)).toEqual([
    'perspective.finance',
  ]);
});
