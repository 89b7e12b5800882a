import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.ts';
import { attempt } from './direct-run.ts';
import { expireLeases } from './paused-context.ts';
import type { Site } from './site.ts';
import { disagreements } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

describe('a stream that breaks off in the middle of a slice', { timeout: 240_000 }, () => {
  let pair: Pair;
  let site: Site;
  let control: Site;
  let step = 0;

  beforeAll(async () => {
    pair = await openFilledPair();
    ({ site, control } = pair);
  }, 180_000);
  afterAll(() => pair?.stop());

  /** The shop changes, and a run over it dies at a fault point. */
  async function brokenOff(fault: string): Promise<string> {
    step += 1;
    await pair.shop.change(step);
    const runId = `run ${step}`;
    expect((await site.runApart({ runId }, { fault })).signal).toBe('SIGKILL');
    await expireLeases(site.context.db);
    return runId;
  }

  async function sameAsControl(runId: string): Promise<void> {
    expect((await control.run({ runId })).problems).toEqual([]);
    expect(await disagreements(site, control)).toEqual([]);
  }

  it('keeps what it has committed when others sweep meanwhile', async () => {
    const runId = await brokenOff('extract.committed');
    await sweep(site.context, attempt);
    expect((await site.run({ runId })).problems).toEqual([]);
    await sameAsControl(runId);
  });

  it('is staged with what it has committed, and again with the rest', async () => {
    const runId = await brokenOff('extract.committed#2');
    expect((await site.run({ runId: `${runId} of another`, sources: [] })).problems).toEqual([]);
    expect((await site.run({ runId })).problems).toEqual([]);
    await sameAsControl(runId);
  });

  it('deletes nothing when what a complete reading had met is lost: the reading begins anew', async () => {
    const runId = await brokenOff('extract.tombstoned');
    await site.context.warehouse.command('TRUNCATE TABLE raw.seen_key');
    expect((await site.run({ runId })).problems.join()).toContain('the pass begins anew');
    expect((await site.run({ runId: `${runId} again` })).problems).toEqual([]);
    await sameAsControl(runId);
  });
});
