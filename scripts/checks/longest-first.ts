import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Test files that take longest, the longest first. Vitest goes by the times of earlier runs, project after project, and in a fresh clone
 * by the size of files: one of minutes would begin when all others have ended.
 */
export const longest: readonly string[] = [
  'tests/faults/fault-table.test.ts',
  'tests/faults/sources.test.ts',
  'tests/faults/zombie.test.ts',
  'tests/workflows/operations.test.ts',
  'tests/faults/backup.test.ts',
  'tests/e2e/start.test.ts',
  'tests/faults/breaking-off.test.ts',
  'tests/workflows/adventureworks.test.ts',
  'tests/e2e/appraisal.test.ts',
  'tests/e2e/backup.test.ts',
  'tests/contract/restatement.test.ts',
  'examples/golden/variants.test.ts',
  'examples/golden/close.test.ts',
  'tests/browser/portal.test.ts',
  'examples/golden/bad-input.test.ts',
  'tests/faults/lost-rows.test.ts',
  'sql/mart/kpi-cases/kpi-cases.test.ts',
  'examples/golden/golden.test.ts',
  'examples/golden/every-field.test.ts',
  'examples/plans/plans.test.ts',
  'examples/golden/held-order.test.ts',
  'tests/follow-up/follow-up.test.ts',
  'tests/faults/verdict.test.ts',
  'tests/faults/disk-full.test.ts',
];

/** Within what runs together; all that is not named follows as it would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => orderOf(one) - orderOf(other) || placeOf(one) - placeOf(other));
  }
}

function orderOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder;
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place === -1 ? longest.length : place;
}
