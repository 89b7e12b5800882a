import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../config/project-root.ts';
import { projectFiles } from './project-files.ts';

/** A file that must not be, and the rule that must catch it. */
const planted = [
  ['models/planted.ts', "export { nextVersion } from '../ledger/partition.ts';", 'wall-models'],
  ['planner/planted.ts', "export { nextVersion } from '../ledger/partition.ts';", 'wall-planner'],
  ['analytics/planted.ts', "export { planRun } from '../planner/plan.ts';", 'wall-analytics'],
  ['connectors/planted.ts', "export { nextVersion } from '../ledger/partition.ts';", 'wall-connectors'],
  [
    'ledger/planted.ts',
    "export { createHttpClient } from '../connectors/kit/http-client.ts';",
    'wall-ledger',
  ],
  ['warehouse/planted.ts', "import '../ledger/partition.ts';", 'wall-warehouse'],
  ['warehouse/planted-value.ts', "import '../planner/plan.ts';", 'wall-warehouse-types-only'],
  ['workflows/planted.ts', "import '../activities/plan-run.ts';", 'wall-workflows-types-only'],
  ['workflows/planted-io.ts', "import 'node:fs';", 'workflows-are-deterministic'],
  ['dashboards/planted.ts', "import '../portal/api.ts';", 'wall-dashboards'],
  ['portal/server/planted.ts', "import '../../connectors/kit/connector.ts';", 'wall-portal'],
  ['portal/web/planted.ts', "import '../../ledger/partition.ts';", 'browser-imports-no-server'],
  ['activities/planted.ts', "import '../infra/embedded/ports.ts';", 'only-cli-imports-the-edge'],
  ['infra/planted.ts', "import '../cli/main.ts';", 'nobody-imports-cli'],
  ['errors/planted.ts', "import '../config/project-root.ts';", 'wall-errors'],
  ['ledger/planted-test.ts', "import './test-ledger.ts';", 'no-test-support-in-production'],
  ['models/planted-dev.ts', "import 'vitest';", 'no-development-package-in-production'],
  ['models/planted-a.ts', "import './planted-b.ts';", 'no-cycles'],
  ['models/planted-lost.ts', "import './nowhere.ts';", 'resolvable'],
] as const;

const allowed = [
  [
    'workflows/allowed.ts',
    "import type { Activities } from '../activities/create.ts';\nexport type A = Activities;",
  ],
  ['activities/allowed.test.ts', "import '../infra/embedded/ports.ts';"],
  ['models/planted-b.ts', "import './planted-a.ts';"],
] as const;

const cruise = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('the import walls', () => {
  const copy = mkdtempSync(join(tmpdir(), 'yardstick-walls-'));
  let summary: z.infer<typeof cruise>['summary'];

  beforeAll(() => {
    const sources = projectFiles().filter((path) => /\.(tsx?|mjs|json)$/.test(path));
    for (const path of sources) cpSync(join(projectRoot(), path), join(copy, path));
    symlinkSync(join(projectRoot(), 'node_modules'), join(copy, 'node_modules'));
    for (const [path, text] of [...planted, ...allowed]) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), `${text}\n`);
    }
    summary = cruiseIn(copy);
  }, 300_000);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('are looked for in the whole project: a parser that sees no modules would find no fault', () => {
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  test.each(planted)('%s (%s) breaks %s', (path, _text, rule) => {
    expect(summary.violations).toContainEqual(
      expect.objectContaining({ from: path, rule: expect.objectContaining({ name: rule }) }),
    );
  });

  test.each(allowed.slice(0, 2))('%s is allowed', (path) => {
    expect(summary.violations.filter(({ from }) => from === path)).toEqual([]);
  });
});

function cruiseIn(folder: string): z.infer<typeof cruise>['summary'] {
  const program = join(projectRoot(), 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  return cruise.parse(JSON.parse(stdout)).summary;
}
