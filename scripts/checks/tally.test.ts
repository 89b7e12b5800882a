import { expect, test } from 'vitest';
import { leftOut, sum, tallyOf } from './tally.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result, title: 'a test', ancestorTitles: ['group'] })),
});
const report = (passed: number, failed: number, ...testResults: object[]) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults });

test('passed and failed tests are taken as reported', () => {
  const json = report(2, 1, file('passed', 'passed'), file('failed', 'passed', 'failed'));
  expect(tallyOf(json, 1)).toEqual({ passed: 2, failed: 1 });
});

test('a file that could not be loaded is a failure', () => {
  expect(tallyOf(report(1, 0, file('passed', 'passed'), file('failed')), 1)).toEqual({
    passed: 1,
    failed: 1,
  });
});

test('a bad exit without a failed test is a failure', () => {
  expect(tallyOf(report(1, 0, file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 });
});

test('a missing report is a failure', () => {
  expect(tallyOf(undefined, 1)).toEqual({ passed: 0, failed: 1 });
});

test('what was skipped is told by its group, once', () => {
  const alone = { status: 'skipped', title: 'alone', ancestorTitles: [] };
  const json = report(1, 0, file('passed', 'passed', 'skipped', 'skipped'), {
    ...file('passed'),
    assertionResults: [alone],
  });
  expect(leftOut(json)).toEqual(['group', 'alone']);
  expect(leftOut(report(1, 0, file('passed', 'passed')))).toEqual([]);
});

test('tallies add up', () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 4, failed: 2 },
    ]),
  ).toEqual({ passed: 5, failed: 2 });
});
