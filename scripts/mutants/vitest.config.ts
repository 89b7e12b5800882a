import { defineConfig } from 'vitest/config';

/** The tests mutants are held against: those beside the appraisal, which need no engine. */
export default defineConfig({
  test: {
    include: ['appraisal/**/*.test.ts', 'scripts/mutants/loading.test.ts'],
    // Their golden set is kept elsewhere, so that they would kill mutants on some machines only.
    exclude: ['appraisal/golden.test.ts', 'appraisal/kpi-cases.test.ts'],
    // A run per mutant: what files import together is loaded once for all of them.
    isolate: false,
    setupFiles: ['scripts/mutants/random-cases.ts'],
    testTimeout: 60_000,
  },
});
