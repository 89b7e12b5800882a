import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './site.ts';
import { differences, disagreements, type SiteState, stateOf } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

/** Mounting a disk is a right; without it there is nothing to fill. */
let disk: string | undefined;

describe('a warehouse whose disk is full', { timeout: 240_000 }, () => {
  let pair: Pair;
  let site: Site;
  let control: Site;

  beforeAll(async () => {
    disk = mountedDisk();
    if (disk === undefined) return;
    pair = await openFilledPair(disk);
    ({ site, control } = pair);
  }, 180_000);
  afterAll(async () => {
    await pair?.stop();
    if (disk === undefined) return;
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('says so, shows what was published, and goes on as if nothing had been once there is space', async ({
    skip,
  }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const before = shown(await stateOf(site.context));
    await pair.shop.change(1);
    fill(join(disk, 'filler'));
    const full = site.run({ runId: 'while it is full' }).then(({ problems }) => problems.join(), String);
    expect(await full).toContain('disk of the warehouse is full');
    expect(differences(shown(await stateOf(site.context)), before)).toEqual([]);
    rmSync(join(disk, 'filler'));
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

function mountedDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'tmpfs', folder], { stdio: 'pipe' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** Writes until the disk takes no more. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let size = 2 ** 20; size >= 1; size /= 2) {
    const piece = Buffer.alloc(size, 1);
    try {
      for (;;) if (writeSync(file, piece) < size) break;
    } catch {
      // Full for a piece of this size; a smaller one may still fit.
    }
  }
  closeSync(file);
}
