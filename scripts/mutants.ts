// How many small faults in `appraisal/` its tests notice: `npm run mutants`, or of some files and folders, beside other work:
// `npm run mutants -- --concurrency 1 appraisal/tiers.ts appraisal/explain`.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { mutantOptions } from './mutants/options.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string' } },
});
const options = mutantOptions(positionals);
// Sets the exit code to 1 below the threshold.
await new Stryker(
  values.concurrency === undefined ? options : { ...options, concurrency: Number(values.concurrency) },
).runMutationTest();
