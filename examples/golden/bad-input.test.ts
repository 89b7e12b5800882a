import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { directRun } from '../../tests/faults/direct-run.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { leadingTo, payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

// What only shows once rows meet: nothing is published, and the message names asset or key and the rule.
const folder = join(projectRoot(), 'examples', 'golden');
const good = readFileSync(join(folder, 'every-field.json'), 'utf8');

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), { declared: fewKpis(), ends: payMarts });
  mkdirSync(join(pipeline.home, 'input'));
}, 300_000);
afterAll(() => pipeline.stop());

it.each<readonly [string, string, string, RegExp, readonly AssetKey[]]>([
  [
    'tiers that overlap',
    '"from": "1",\n        "rate": "0.02"',
    '"from": "0.5",\n        "rate": "0.02"',
    /plan.*tiers.*tiers_ascend/s,
    payMarts,
  ],
  [
    'an amount that cannot be',
    '"amount": "80000"',
    '"amount": "8000000000000"',
    /fct\.order_event: query\(order_amount_absurd\): 1 rows/,
    ['fct.order_event'],
  ],
  [
    'a rate of nothing',
    '"rate": "7.20"',
    '"rate": "-7.20"',
    /dim\.fx_rate: query\(fx_rate_not_positive\): 1 rows/,
    ['dim.fx_rate'],
  ],
])('publishes nothing of %s', { timeout: 300_000 }, async (_, from, to, told, ends) => {
  expect(good).toContain(from);
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), good.replace(from, to));
  const { context } = pipeline;
  const project = leadingTo(context.project, ends);
  const { release, problems } = await directRun(
    { ...context, project },
    { runId: randomUUID(), kind: 'manual' },
  );
  expect(release).toBeUndefined();
  expect(problems.join('\n')).toMatch(told);
  const paid = await context.warehouse.rows('SELECT * FROM mart.commission_statement');
  expect(paid).toEqual([]);
});
