import { z } from 'zod';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** What vitest's JSON reporter says, as far as it is counted. */
const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), title: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

/**
 * Vitest's results as one tally. Counted as failures besides failed tests: a file that could not be loaded, one
 * whose hooks failed although its tests passed, a run that ended badly without naming a test, a missing report.
 */
export function tallyOf(json: string | undefined, exitCode: number): Tally {
  if (json === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = report.parse(JSON.parse(json));
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = numFailedTests + brokenFiles.length;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Groups of tests that were skipped, by their titles: what the machine lacks stands there. */
export function leftOut(json: string): readonly string[] {
  const tests = report.parse(JSON.parse(json)).testResults.flatMap((file) => file.assertionResults);
  const skipped = tests.filter(({ status }) => status === 'skipped');
  return [...new Set(skipped.map(({ title, ancestorTitles: [group = title] }) => group))];
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}
