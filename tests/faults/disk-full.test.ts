import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './site.ts';
import { contradictions, differences, type SiteState, stateOf } from './site-state.ts';
import { openStage, type Stage } from './stage.ts';

/** A disk of its own needs the right to mount one; in a container without it there is nothing to fill. */
const disk = mountedDisk();

describe.skipIf(disk === undefined)('a warehouse whose disk is full', { timeout: 240_000 }, () => {
  const folder = disk ?? '';
  let stage: Stage;
  let site: Site;
  let control: Site;

  beforeAll(async () => {
    stage = await openStage(['site', 'control'], { site: folder });
    const [first, second] = stage.sites;
    if (first === undefined || second === undefined) throw new Error('Two sites were asked for.');
    [site, control] = [first, second];
    await Promise.all(stage.sites.map((each) => each.run({ runId: 'first' })));
  }, 180_000);
  afterAll(async () => {
    await stage?.stop();
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so, shows what was published, and goes on as if nothing had been once there is space', async () => {
    const before = shown(await stateOf(site.context));
    await stage.shop.change(1);
    fill(join(folder, 'filler'));
    const { problems } = await site.run({ runId: 'while it is full' });
    expect(problems.join('\n')).toContain('disk of the warehouse is full');
    expect(differences(shown(await stateOf(site.context)), before)).toEqual([]);
    rmSync(join(folder, 'filler'));
    const runId = 'once there is space';
    expect((await site.run({ runId })).problems).toEqual([]);
    expect((await control.run({ runId })).problems).toEqual([]);
    expect(await contradictions(site.context)).toEqual([]);
    expect(differences(await stateOf(site.context), await stateOf(control.context))).toEqual([]);
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
