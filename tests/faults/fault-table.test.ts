import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultPoints } from '../../activities/fault-point.ts';
import { expireLeases } from './paused-context.ts';
import type { Site } from './site.ts';
import { disagreements } from './site-state.ts';
import { openPair, type Pair } from './stage.ts';

/** Places that matter again once something has been done already: a later page, a later asset. */
const later = [
  ['extract.inserted#2', 'build.inserted#4'],
  ['extract.committed#3', 'build.recorded#7'],
  ['sweep.marked#2'],
];

/** Two neighbours a run: killed at the one, run again, killed at the other, run again. */
const pairs = faultPoints.flatMap((_, at) => (at % 2 === 0 ? [faultPoints.slice(at, at + 2)] : []));

const rows = [...pairs, ...later].map((faults) => ({ faults, name: faults.join(' and ') }));

describe('a run killed at any point and run again', () => {
  let pair: Pair;
  let victim: Site;
  let control: Site;
  let step = 0;

  beforeAll(async () => {
    pair = await openPair();
    ({ site: victim, control } = pair);
  }, 120_000);
  afterAll(() => pair?.stop());

  /** One change of the shop, the run over it killed at each of `faults` in turn and then left to end. */
  async function disturbed(...faults: readonly string[]): Promise<void> {
    const runId = `run ${step}`;
    const undisturbed = control.run({ runId });
    for (const fault of faults) {
      const killed = await victim.runApart({ runId }, { fault });
      expect(killed.signal, `${fault} was not reached: ${killed.output}`).toBe('SIGKILL');
      await expireLeases(victim.context.db);
    }
    const [ended, expected] = [await victim.run({ runId }), await undisturbed];
    expect([ended.problems, expected.problems]).toEqual([[], []]);
    expect(await disagreements(victim, control)).toEqual([]);
  }

  it('the first load, killed five times', { timeout: 180_000 }, async () => {
    await disturbed(
      'extract.inserted#2',
      'extract.committed#2',
      'build.hashed#3',
      'build.recorded#9',
      'publish.pointed',
    );
  });

  it.each(rows)('$name', { timeout: 180_000 }, async ({ faults }) => {
    step += 1;
    await pair.shop.change(step);
    await disturbed(...faults);
  });

  it('leaves nothing to be built again', { timeout: 120_000 }, async () => {
    for (const site of [victim, control]) {
      expect(await site.run({ runId: 'nothing new' })).toEqual({
        ...{ release: undefined, nodes: {}, problems: [], rowsNew: 0 },
      });
    }
  });
});
