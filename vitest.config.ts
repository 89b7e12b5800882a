import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Threads crash the runner once the embedded engine has been loaded; forks do not.
    pool: 'forks',
    maxWorkers: 2,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '.yardstick/**'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    typecheck: { enabled: false },
  },
});
