import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { loadProject } from '../../activities/project.ts';
import { adjust } from '../../cli/answers/appraisal/adjust.ts';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { giveDocument } from '../../cli/answers/document/give.ts';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

// Periods of other companies by other rules, one after the other in a configuration of their own: another zone, another currency.
// Their figures come from a program that was written apart from this one, from the meaning of the fields alone, in exact fractions.
const folder = join(projectRoot(), 'examples', 'golden');
const documents = readdirSync(join(folder, 'variants')).sort();

const variant = z.object({
  about: z.string(),
  inputs: z.object({ meta: z.object({ period: z.object({ id: z.string() }), later_as_of: z.string() }) }),
  expected: z.object({ close: z.unknown(), ppa: z.unknown() }),
});

let own: string;
let pipeline: Pipeline;
beforeAll(async () => {
  own = mkdtempSync(join(tmpdir(), 'yardstick-variants-'));
  cpSync(join(folder, 'stg'), join(own, 'stg'), { recursive: true });
  const example = readFileSync(join(folder, 'yardstick.yaml'), 'utf8');
  writeFileSync(
    join(own, 'yardstick.yaml'),
    example.replace('Asia/Shanghai', 'America/New_York').replace('CNY', 'USD'),
  );
  pipeline = await openPipeline(join(own, 'yardstick.yaml'), { declared: fewKpis(), ends: payMarts });
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(own, { recursive: true });
});

it.each(documents)('appraises and adjusts %s to the last cent', { timeout: 600_000 }, async (name) => {
  const file = join(folder, 'variants', name);
  const { inputs, expected } = variant.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { period, later_as_of: asOf } = inputs.meta;
  const config = loadConfig(join(own, 'yardstick.yaml'), { YARDSTICK_HOME: pipeline.home });
  await giveDocument({ config, project: loadProject(config, fewKpis()) }, file, []);
  expect((await pipeline.run()).problems).toEqual([]);
  expect((await statement(pipeline.context, { period: period.id })).data).toEqual(expected.close);
  expect((await adjust(pipeline.context, { asOf })).data).toEqual(expected.ppa);
});
