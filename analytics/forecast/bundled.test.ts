import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';

/** Production code runs from a bundle under node_modules/.cache with packages left outside. */
let folder = '';

beforeAll(async () => {
  const cache = join(projectRoot(), 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'forecast-test-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const program = `
import { forecastMonthly } from './analytics/forecast/forecast-monthly.ts';
import { monthAfter } from './analytics/forecast/series.ts';
const series = Array.from({ length: 40 }, (_, i) => {
  return { month: monthAfter('2022-01-01', i), value: String(100 + 3 * i + (i % 12)) };
});
console.log(forecastMonthly(series, { horizon: 1 }).months[0]?.model);
`;

it('finds its WASM from a bundle', { timeout: 120_000 }, async () => {
  const outfile = join(folder, 'deep', 'program.mjs');
  await build({
    stdin: { contents: program, resolveDir: projectRoot(), loader: 'ts' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'silent',
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: folder });
  expect(stdout.trim()).toBe('MSTL(12) + ETS');
});
