import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adjust } from '../../cli/answers/appraisal/adjust.ts';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { projectRoot } from '../../config/project-root.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

const shared = process.env.YARDSTICK_SHARED ?? join(projectRoot(), '..', 'shared');
const file = join(shared, 'golden', 'performance.json');
const name = existsSync(file)
  ? 'the golden period'
  : `the golden period (skipped: no ${file}; set YARDSTICK_SHARED to the folder that holds golden/performance.json)`;

const answers = z.object({
  expected: z.object({ close: z.unknown(), ppa: z.object({ as_of: z.string() }).loose() }),
});

describe.skipIf(!existsSync(file))(name, () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(join(projectRoot(), 'examples', 'golden', 'yardstick.yaml'));
  }, 300_000);
  afterAll(() => pipeline.stop());

  const expected = () => answers.parse(JSON.parse(readFileSync(file, 'utf8'))).expected;

  it('publishes an empty company before anything is handed in', { timeout: 300_000 }, async () => {
    expect(await pipeline.run()).toMatchObject({ release: 1, rowsNew: 0, problems: [] });
    await expect(statement(pipeline.context, { period: '2026Q3' })).rejects.toMatchObject({
      code: 'APPRAISAL_UNKNOWN',
      message: 'There is no such period.',
    });
  });

  it('comes from rows to statements to the fen', { timeout: 300_000 }, async () => {
    mkdirSync(join(pipeline.home, 'input'));
    copyFileSync(file, join(pipeline.home, 'input', 'performance.json'));
    expect((await pipeline.run()).problems).toEqual([]);
    const { data } = await statement(pipeline.context, { period: '2026Q3' });
    expect(data).toEqual(expected().close);
  });

  it('adjusts it by what came a month later', { timeout: 120_000 }, async () => {
    const { ppa } = expected();
    const { data } = await adjust(pipeline.context, { asOf: ppa.as_of });
    expect(data).toEqual(ppa);
  });

  it('keeps every version when the same document is handed in again', { timeout: 120_000 }, async () => {
    const again = await pipeline.run();
    expect(again).toMatchObject({ release: undefined, rowsNew: 0, problems: [] });
  });
});
