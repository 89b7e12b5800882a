import { expect, it } from 'vitest';
import { facts } from '../test-facts.ts';
import { keptFacts } from './kept-facts.ts';
import { statementMemory } from './statement-memory.ts';

const rowsAsOf = (asOf: string) => [
  keptFacts({ periodId: '2026Q3', planId: 'P', facts: { ...facts, asOf } }),
];
const rows = rowsAsOf('2026-09-30');

it('appraises the same facts once for every mart', () => {
  const memory = statementMemory(['statement', 'deal']);
  const [first] = memory.statementsOf('statement', rows);
  expect(memory.statementsOf('deal', rowsAsOf('2026-09-30'))[0]).toBe(first);
});

it('appraises other facts anew', () => {
  const memory = statementMemory(['statement', 'deal']);
  memory.statementsOf('statement', rows);
  const [other] = memory.statementsOf('deal', rowsAsOf('2026-10-31'));
  expect(other?.statement.facts.asOf).toBe('2026-10-31');
});

it('forgets statements once every mart has them', () => {
  const memory = statementMemory(['statement', 'deal']);
  const [first] = memory.statementsOf('statement', rows);
  memory.statementsOf('deal', rows);
  const [again] = memory.statementsOf('statement', rows);
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it('is not held by a mart that is built twice', () => {
  const memory = statementMemory(['statement', 'deal']);
  const [first] = memory.statementsOf('statement', rows);
  expect(memory.statementsOf('statement', rows)[0]).toBe(first);
});
