// Everything that must hold before a commit; the last line printed is `N passed, N failed` over all of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runScript } from './checks/run-command.ts';
import { leftOut, sum, type Tally, tallyOf } from './checks/tally.ts';

const staticChecks = ['lint', 'typecheck', 'unused', 'walls'];

/** All at once, each told when it has ended. */
function staticTallies(): Promise<readonly Tally[]> {
  return Promise.all(
    staticChecks.map(async (name) => {
      const { code, output } = await runScript(name);
      console.info(`${output}${name}: ${code === 0 ? 'passed' : 'failed'}`);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    }),
  );
}

async function vitestTally(filters: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-test-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run('npx', ['vitest', 'run', ...reporters, ...filters]);
    const json = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
    for (const group of json === undefined ? [] : leftOut(json)) console.info(`left out: ${group}`);
    if (process.env.YARDSTICK_TESTS !== 'all')
      console.info(
        'left out: kills at every fault point, backups and statements through the command line, golden periods by other rules, clients in other languages (YARDSTICK_TESTS=all runs them)',
      );
    return tallyOf(json, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filters = process.argv.slice(2);
const tallies = filters.length === 0 ? await staticTallies() : [];
const { passed, failed } = sum([...tallies, await vitestTally(filters)]);
console.info(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
