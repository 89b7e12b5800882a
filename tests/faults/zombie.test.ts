import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAsset } from '../../activities/build-asset.ts';
import type { Context } from '../../activities/context.ts';
import { extractStream } from '../../activities/extract-stream.ts';
import { planBuild, planStreams } from '../../activities/plan-run.ts';
import { publishRun } from '../../activities/publish-run.ts';
import { reconcileStream } from '../../activities/reconcile-stream.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { attempt, directRun } from './direct-run.ts';
import { expireLeases, pausedContext } from './paused-context.ts';
import type { Site } from './site.ts';
import { contradictions, disagreements } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

const lost = expect.objectContaining({ code: 'LEASE_LOST' });

describe('attempts that overlap', { timeout: 240_000 }, () => {
  let pair: Pair;
  let site: Site;
  let control: Site;
  let context: Context;
  let step = 0;

  beforeAll(async () => {
    pair = await openFilledPair();
    ({ site, control } = pair);
    context = { ...site.context, worker: 'second' };
  }, 180_000);
  afterAll(() => pair?.stop());

  async function changed(): Promise<string> {
    step += 1;
    await pair.shop.change(step);
    return `run ${step}`;
  }

  async function sameAsControl(runId: string): Promise<void> {
    expect((await control.run({ runId })).problems).toEqual([]);
    expect(await disagreements(site, control)).toEqual([]);
  }

  async function readAll(runId: string): Promise<void> {
    const order = { runId, workflowId: runId, kind: 'manual', requestedBy: 'test' } as const;
    for (const stream of await planStreams(context, order)) {
      await extractStream(context, attempt, { runId, ...stream });
      await reconcileStream(context, attempt.signal, { runId, ...stream });
    }
  }

  it('a page of an attempt that lost its lease does not count', async () => {
    const runId = await changed();
    await planStreams(context, { runId, workflowId: runId, kind: 'manual', requestedBy: 'test' });
    const request = { runId, source: 'shop', stream: 'sales_order' };
    const zombie = pausedContext(context, {
      table: 'shop__sales_order',
      when: 'after',
      meanwhile: async () => {
        await expireLeases(context.db);
        await extractStream(context, attempt, request);
      },
    });
    await expect(extractStream(zombie, attempt, request)).rejects.toEqual(lost);
    expect((await directRun(context, { runId })).problems).toEqual([]);
    await sameAsControl(runId);
  });

  it('a version of an attempt that lost its lease is never recorded', async () => {
    const runId = await changed();
    await readAll(runId);
    const asset: AssetKey = 'stg.order__shop';
    await planBuild(context, { runId });
    const zombie = pausedContext(context, {
      table: 'store.',
      when: 'after',
      meanwhile: async () => {
        await expireLeases(context.db);
        await buildAsset(context, attempt, { runId, asset });
      },
    });
    await expect(buildAsset(zombie, attempt, { runId, asset })).rejects.toEqual(lost);
    expect((await directRun(context, { runId })).problems).toEqual([]);
    await sameAsControl(runId);
  });

  it.each(['before', 'after'] as const)(
    'a release is published once, though its first attempt stood still %s the pointer',
    async (when) => {
      const runId = await changed();
      const published = pausedContext(context, {
        table: 'meta.pointer',
        when,
        meanwhile: async () => {
          await expireLeases(context.db);
          await publishRun(context, attempt, { runId });
        },
      });
      await expect(directRun(published, { runId })).rejects.toEqual(lost);
      expect(await contradictions(site.context)).toEqual([]);
      expect((await directRun(context, { runId })).problems).toEqual([]);
      await sameAsControl(runId);
    },
  );

  it('a page whose rows changed between two attempts counts once, as it is now', async () => {
    const runId = await changed();
    const killed = await site.runApart({ runId }, { fault: 'extract.inserted' });
    expect(killed.signal, killed.output).toBe('SIGKILL');
    await pair.shop.query(`UPDATE shop.sales_order SET employee_id = 'E2' WHERE order_no LIKE 'N${step}-%'`);
    expect((await site.run({ runId })).problems).toEqual([]);
    await sameAsControl(runId);
  });

  it('a run that finds newer things published builds again and takes nothing back', async () => {
    const older = await changed();
    const newer = `${older} and more`;
    let met = false;
    const late = await directRun(
      context,
      { runId: older },
      {
        beforePublishing: async () => {
          if (met) return;
          met = true;
          await changed();
          await pair.shop.query(
            `UPDATE shop.sales_order SET booked_at = booked_at + interval '4 months', updated_at = updated_at + interval '1 minute'
             WHERE order_no IN ('N${step}-1', 'N${step}-2')`,
          );
          expect((await site.run({ runId: newer })).problems).toEqual([]);
        },
      },
    );
    expect(late.problems).toEqual([]);
    await sameAsControl(newer);
  });

  it('a nightly and a backfill in two processes end as one run alone would', async () => {
    const runId = await changed();
    const requested = {
      'stg.order__shop': 'all',
      'fct.order_event': 'all',
      'mart.sales_daily': 'all',
    } as const;
    const ended = await Promise.all([
      site.runApart({ runId }, { worker: 'nightly' }),
      site.runApart(
        { runId: `${runId} backfill`, kind: 'backfill', sources: [], requested, order: 'newest first' },
        { worker: 'backfill' },
      ),
    ]);
    for (const { code, output } of ended) expect(code, output).toBe(0);
    for (const { output } of ended) expect(output).toContain('"problems":[]');
    await sameAsControl(runId);
    const nothing = await site.run({ runId: 'nothing new' });
    expect(nothing).toMatchObject({ release: undefined, problems: [] });
  });
});
