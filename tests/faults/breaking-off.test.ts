import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.ts';
import { attempt } from './direct-run.ts';
import { expireLeases } from './paused-context.ts';
import type { Site } from './site.ts';
import { contradictions, differences, stateOf } from './site-state.ts';
import { openStage, type Stage } from './stage.ts';

describe('a stream that breaks off in the middle of a slice', { timeout: 240_000 }, () => {
  let stage: Stage;
  let site: Site;
  let control: Site;
  let step = 0;

  beforeAll(async () => {
    stage = await openStage(['site', 'control']);
    const [first, second] = stage.sites;
    if (first === undefined || second === undefined) throw new Error('Two sites were asked for.');
    [site, control] = [first, second];
    await Promise.all(stage.sites.map((each) => each.run({ runId: 'first' })));
  }, 180_000);
  afterAll(() => stage?.stop());

  /** The shop changes, and a run over it dies at a fault point. */
  async function brokenOff(fault: string): Promise<string> {
    step += 1;
    await stage.shop.change(step);
    const runId = `run ${step}`;
    expect((await site.runApart({ runId }, { fault })).signal).toBe('SIGKILL');
    await expireLeases(site.context.db);
    return runId;
  }

  async function sameAsControl(runId: string): Promise<void> {
    expect((await control.run({ runId })).problems).toEqual([]);
    expect(await contradictions(site.context)).toEqual([]);
    expect(differences(await stateOf(site.context), await stateOf(control.context))).toEqual([]);
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
