// Everything that must hold before a commit; the last line printed is `N passed, N failed` over all of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runScript } from './checks/run-command.ts';
import { leftOut, sum, type Tally, tallyOf } from './checks/tally.ts';

const staticChecks = ['lint', 'typecheck', 'unused', 'walls'];

async function staticTally(name: string): Promise<Tally> {
  const passed = (await runScript(name)) === 0;
  console.info(`${name}: ${passed ? 'passed' : 'failed'}`);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function vitestTally(filters: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-test-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run('npx', ['vitest', 'run', ...reporters, ...filters]);
    const json = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
    for (const group of json === undefined ? [] : leftOut(json)) console.info(`left out: ${group}`);
    return tallyOf(json, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filters = process.argv.slice(2);
const tallies: Tally[] = [];
for (const name of filters.length === 0 ? staticChecks : []) tallies.push(await staticTally(name));
tallies.push(await vitestTally(filters));
const { passed, failed } = sum(tallies);
console.info(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
