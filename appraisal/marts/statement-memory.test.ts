import { expect, it } from 'vitest';
import { facts } from '../test-facts.ts';
import { keptFacts } from './kept-facts.ts';
import { statementMemory } from './statement-memory.ts';

function keptAsOf(asOf: string) {
  let read = 0;
  return {
    key: asOf,
    rows: async () => {
      read += 1;
      return keptFacts({ periodId: '2026Q3', planId: 'P', facts: { ...facts, asOf } });
    },
    timesRead: () => read,
  };
}

it('reads and appraises the same facts once for every mart', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const kept = keptAsOf('2026-09-30');
  const [first] = await memory.statementsOf('statement', kept);
  expect((await memory.statementsOf('deal', kept))[0]).toBe(first);
  expect(kept.timesRead()).toBe(1);
});

it('does so too for marts that ask at the same time', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const kept = keptAsOf('2026-09-30');
  const [[first], [second]] = await Promise.all([
    memory.statementsOf('statement', kept),
    memory.statementsOf('deal', kept),
  ]);
  expect(second).toBe(first);
});

it('appraises other facts anew', async () => {
  const memory = statementMemory(['statement', 'deal']);
  await memory.statementsOf('statement', keptAsOf('2026-09-30'));
  const [other] = await memory.statementsOf('deal', keptAsOf('2026-10-31'));
  expect(other?.statement.facts.asOf).toBe('2026-10-31');
});

it('follows marts that are one piece apart', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const [one, two] = [keptAsOf('2026-06-30'), keptAsOf('2026-09-30')];
  for (const kept of [one, two]) await memory.statementsOf('statement', kept);
  for (const kept of [one, two]) await memory.statementsOf('deal', kept);
  expect([one.timesRead(), two.timesRead()]).toEqual([1, 1]);
});

it('keeps no more than two pieces', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const pieces = ['2026-03-31', '2026-06-30', '2026-09-30'].map(keptAsOf);
  for (const mart of ['statement', 'deal']) for (const kept of pieces) await memory.statementsOf(mart, kept);
  expect(pieces[0]?.timesRead()).toBe(2);
});

it('forgets statements once every mart has them', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const kept = keptAsOf('2026-09-30');
  const [first] = await memory.statementsOf('statement', kept);
  await memory.statementsOf('deal', kept);
  const [again] = await memory.statementsOf('statement', kept);
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it('is not held by a mart that is built twice', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const kept = keptAsOf('2026-09-30');
  const [first] = await memory.statementsOf('statement', kept);
  expect((await memory.statementsOf('statement', kept))[0]).toBe(first);
});

it('does not remember what could not be read', async () => {
  const memory = statementMemory(['statement', 'deal']);
  const kept = keptAsOf('2026-09-30');
  const broken = { key: kept.key, rows: () => Promise.reject(new Error('gone')) };
  await expect(memory.statementsOf('statement', broken)).rejects.toThrow('gone');
  expect(await memory.statementsOf('statement', kept)).toHaveLength(1);
});
