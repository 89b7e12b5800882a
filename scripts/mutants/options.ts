import { fileURLToPath } from 'node:url';
import type { Stryker } from '@stryker-mutator/core';

type Options = ConstructorParameters<typeof Stryker>[0];

/** Everything stands under a folder that git and all checks leave alone. */
const folder = 'coverage/mutants';

/** Code of the appraisal; what exists only for its tests is none of it. */
const appraisal = [
  'appraisal/**/*.ts',
  '!appraisal/**/*.test.ts',
  '!appraisal/**/*.fixture.ts',
  '!appraisal/**/test-*.ts',
];

/** Settings of a run over the whole appraisal or over some of its files and folders. */
export function mutantOptions(paths: readonly string[]): Options {
  const chosen = paths.map((path) => (path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.ts`));
  return {
    mutate: paths.length === 0 ? appraisal : [...chosen, ...appraisal.slice(1)],
    testRunner: 'vitest',
    plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
    vitest: { configFile: 'scripts/mutants/vitest.config.ts' },
    coverageAnalysis: 'perTest',
    // Mutants whose code and tests are as they were keep their verdict, also of files not asked for this time.
    incremental: true,
    incrementalFile: `${folder}/verdicts.json`,
    tempDirName: `${folder}/sandbox`,
    cleanTempDir: 'always',
    ignorePatterns: ['coverage', '.yardstick', 'tests/replay/histories'],
    disableTypeChecks: false,
    // Long enough that a busy machine makes no mutant look killed.
    timeoutMS: 8_000,
    reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
    clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${folder}/report.html` },
    jsonReporter: { fileName: `${folder}/report.json` },
    thresholds: { high: 95, low: 85, break: 85 },
  };
}
