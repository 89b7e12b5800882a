import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDisk, type SmallDisk, smallDisk } from '../harness/small-disk.ts';
import type { Site } from './site.ts';
import { differences, disagreements, type SiteState, stateOf } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

let disk: SmallDisk | undefined;

describe('a warehouse whose disk is full', { timeout: 240_000 }, () => {
  let pair: Pair;
  let site: Site;
  let control: Site;

  beforeAll(async () => {
    disk = smallDisk(128);
    if (disk === undefined) return;
    pair = await openFilledPair(disk.folder);
    ({ site, control } = pair);
  }, 180_000);
  afterAll(async () => {
    await pair?.stop();
    disk?.remove();
  });

  it('says so, shows what was published, and goes on as if nothing had been once there is space', async ({
    skip,
  }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const before = shown(await stateOf(site.context));
    await pair.shop.change(1);
    const filler = join(disk.folder, 'filler');
    fillDisk(filler);
    const full = site.run({ runId: 'while it is full' }).then(({ problems }) => problems.join(), String);
    expect(await full).toContain('disk of the warehouse is full');
    expect(differences(shown(await stateOf(site.context)), before)).toEqual([]);
    rmSync(filler);
    const runId = 'once there is space';
    expect((await site.run({ runId })).problems).toEqual([]);
    expect((await control.run({ runId })).problems).toEqual([]);
    expect(await disagreements(site, control)).toEqual([]);
  });
});

/** What readers see; pages read before the disk was full are kept beside it. */
function shown(state: SiteState): SiteState {
  return { ...state, raw: {} };
}
