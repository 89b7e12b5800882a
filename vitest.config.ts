import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/checks/longest-first.ts';

const tests = (folder: string) => `${folder}/**/*.test.{ts,tsx}`;

/** Each file of these starts its own engines, some 300 MB each. */
const engines = [
  'activities',
  'connectors',
  'demo',
  'examples',
  'infra',
  'ledger',
  'portal/server',
  'sql',
  'tests/contract',
  'tests/follow-up',
  'warehouse',
].map(tests);
const workflows = ['workflows', 'tests/workflows'].map(tests);
const replay = [tests('tests/replay')];
const faults = [tests('tests/faults')];
/** Drivers and tools of others against the embedded ClickHouse: a JVM or Python besides the engine. */
const clients = [tests('tests/clients')];
/** The whole product, started and killed. */
const whole = [tests('tests/e2e')];
const browser = [tests('tests/browser')];

/** Kills at random moments take minutes: only when asked for, with YARDSTICK_SOAK=1. */
const soak = process.env.YARDSTICK_SOAK === '1' ? [] : ['tests/faults/random-kill.test.ts'];

/** What asks the same in more ways and takes minutes: only with YARDSTICK_TESTS=all, as `.ci/run` sets it. */
const thorough =
  process.env.YARDSTICK_TESTS === 'all'
    ? []
    : [
        // Clients in Java and Python are fetched and built.
        ...['jdbc', 'python', 'dbt'].map((name) => tests(`tests/clients/${name}`)),
        // Every fault point and every way attempts may overlap; what is left of tests/faults asks whether any row is lost.
        ...['backup', 'breaking-off', 'disk-full', 'fault-table', 'sources', 'verdict', 'zombie'].map(
          (name) => `tests/faults/${name}.test.ts`,
        ),
        // Through the command line what examples and warehouse ask of the activities.
        ...['appraisal', 'backup'].map((name) => `tests/e2e/${name}.test.ts`),
        // Other rules than those of every-field.test.ts and golden.test.ts.
        ...['held-order', 'variants'].map((name) => `examples/golden/${name}.test.ts`),
      ];

const never = ['**/node_modules/**', '**/.yardstick/**', '**/coverage/**', ...soak, ...thorough];

/** Larger test data that its licence keeps out of here; tests that want it are skipped without it. */
const shared =
  process.env.YARDSTICK_SHARED ?? join(dirname(dirname(fileURLToPath(import.meta.url))), 'shared');

const settings = {
  // Threads crash the runner once the embedded engine has been loaded; forks do not.
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 300_000,
  teardownTimeout: 60_000,
  exclude: never,
  env: {
    // Servers of continuous integration are taken for terminals with colours; what tests read has none anywhere.
    NO_COLOR: '1',
    ...(existsSync(shared) ? { YARDSTICK_SHARED: shared } : {}),
  },
} as const;

/** Projects of one order run together, `maxWorkers` files at a time, and orders one after another. Engines are waited for half of the time: three files keep two processors busy. */
const project = (order: number, name: string, include: readonly string[], maxWorkers = 3) => ({
  test: { ...settings, name, include: [...include], maxWorkers, sequence: { groupOrder: order } },
});

const unit = project(0, 'unit', [tests('**')], 2);

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    globalSetup: ['scripts/checks/run-folder.ts', 'scripts/checks/leaked-processes.ts'],
    projects: [
      {
        test: {
          ...unit.test,
          // Pure functions leave nothing behind, so that files share what they import: most of their time otherwise.
          isolate: false,
          exclude: [
            ...never,
            ...engines,
            ...workflows,
            ...replay,
            ...faults,
            ...clients,
            ...whole,
            ...browser,
          ],
        },
      },
      {
        test: {
          ...project(1, 'engines', engines).test,
          // They leave nothing in their own process, so that files share what they import, and engines that they leave empty.
          isolate: false,
          env: { ...settings.env, YARDSTICK_TEST_SHARES: '1' },
        },
      },
      project(1, 'browser', browser),
      project(1, 'clients', clients),
      project(1, 'faults', faults),
      project(1, 'replay', replay),
      project(1, 'workflows', workflows),
      project(1, 'whole', whole),
    ],
  },
});
