import { expect, it } from 'vitest';
import { readObjectives } from './read.ts';

const keyResult = (score: number | string, more = '') =>
  `  - { name: { zh: 结果, en: Result }, score: ${score}${more} }\n`;
const file = (scores: string, { key = 'reach', more = '' } = {}) => ({
  file: `${key}.yaml`,
  text: `key: ${key}\nperiod: 2026Q1\nemployee: A1\nobjective: { zh: 目标, en: Objective }\nkey_results:\n${scores}${more}`,
});
const three = keyResult(0.7) + keyResult(0.5) + keyResult(0.9);

it('reads objectives with three to five key results', () => {
  const five = three + keyResult(0) + keyResult(1);
  const read = readObjectives([file(three), file(five, { key: 'other' })]);
  expect(read.map(({ declaration }) => declaration.key_results.map(({ score }) => score))).toEqual([
    [0.7, 0.5, 0.9],
    [0.7, 0.5, 0.9, 0, 1],
  ]);
});

const none = 'expected no weight: objectives stand beside pay and never change it.';
it.each([
  ['two key results', keyResult(0.7) + keyResult(0.5), '', 'key_results: expected 3 to 5 key results.'],
  ['six key results', three + three, '', 'key_results: expected 3 to 5 key results.'],
  ['a score above 1', three + keyResult(1.01), '', 'key_results.3.score: expected a number of at most 1.'],
  ['one below 0', three + keyResult(-0.1), '', 'key_results.3.score: expected a number of at least 0.'],
  ['one of a third', three + keyResult(0.333), '', 'key_results.3.score: expected at most two decimals.'],
  ['a weight', three, 'weight: 0.1\n', `weight: ${none}`],
  ['a weight of a key result', three + keyResult(1, ', weight: 0'), '', `key_results.3.weight: ${none}`],
])('refuses %s', (_, scores, more, message) => {
  expect(() => readObjectives([file(scores, { more })])).toThrow(
    expect.objectContaining({ code: 'OKR_INVALID', subject: 'reach.yaml', message }),
  );
});

it('refuses two of one key', () => {
  expect(() => readObjectives([file(three), { ...file(three), file: 'again.yaml' }])).toThrow(
    expect.objectContaining({ code: 'OKR_INVALID', subject: 'again.yaml' }),
  );
});
