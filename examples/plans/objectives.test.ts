import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { directRun } from '../../tests/faults/direct-run.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { neededOf, payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { close } from '../golden/every-field.fixture.ts';

// Objectives stand beside a statement, and whatever their key results come to, not one row of pay is another.

const golden = join(projectRoot(), 'examples', 'golden');
const needed = { declared: fewKpis(), ends: payMarts };
const period = '2026Q1';

let folder: string;
let pipeline: Pipeline;

function scored(...scores: readonly number[]) {
  const objective = {
    ...{ key: 'new_market', period, employee: 'A1', objective: { zh: '开拓新市场', en: 'Open a market' } },
    key_results: scores.map((score, at) => ({ name: { zh: `结果 ${at}`, en: `Result ${at}` }, score })),
  };
  writeFileSync(join(folder, 'new-market.yaml'), stringify(objective));
}

/** The company as its files stand now. */
function companyNow() {
  const config = loadConfig(join(folder, 'yardstick.yaml'), { YARDSTICK_HOME: pipeline.home });
  return { ...pipeline.context, project: neededOf(config, needed) };
}

async function payRows() {
  const { warehouse } = pipeline.context;
  return Promise.all(
    payMarts.map((key) => warehouse.rows(`SELECT * FROM store.${key.replace('.', '_')} ORDER BY ALL`)),
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-objectives-'));
  cpSync(join(golden, 'stg'), join(folder, 'stg'), { recursive: true });
  const config = readFileSync(join(golden, 'yardstick.yaml'), 'utf8');
  writeFileSync(join(folder, 'yardstick.yaml'), `${config}\nokrs: [new-market.yaml]\n`);
  scored(0.7, 0.5, 0.9);
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), needed);
  await mkdir(join(pipeline.home, 'input'));
  cpSync(join(golden, 'every-field.json'), join(pipeline.home, 'input', 'performance.json'));
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('shows objectives without a weight, and pays the same whatever they come to', {
  timeout: 300_000,
}, async () => {
  expect((await pipeline.run()).problems).toEqual([]);
  const before = await payRows();
  const shown = (score: string, scores: readonly string[]) => ({
    ...{ key: 'new_market', employee: 'A1', objective: { zh: '开拓新市场', en: 'Open a market' } },
    ...{ score, weight: '0' },
    keyResults: scores.map((each, at) => ({ name: { zh: `结果 ${at}`, en: `Result ${at}` }, score: each })),
  });
  const first = await statement(pipeline.context, { period });
  expect(first.data).toEqual({ ...close, objectives: [shown('0.70', ['0.70', '0.50', '0.90'])] });
  expect(first.text).toMatch(/A1 +(Open a market|开拓新市场) +0\.70 +0$/m);

  scored(0, 0, 1, 1);
  const later = companyNow();
  expect(later.project.codes).toEqual(pipeline.context.project.codes);
  const again = { runId: '00000000-0000-4000-8000-0000000000aa', kind: 'manual' } as const;
  expect((await directRun(later, again)).problems).toEqual([]);
  expect(await payRows()).toEqual(before);
  expect(before.every((rows) => rows.length > 0)).toBe(true);
  expect((await statement(later, { period })).data).toEqual({
    ...close,
    objectives: [shown('0.50', ['0.00', '0.00', '1.00', '1.00'])],
  });
});
