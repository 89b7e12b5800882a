import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeRelease } from './close.ts';
import { droppable } from './droppable.ts';
import { acquireLease, isHeld, type Lease } from './lease.ts';
import {
  candidatesOf,
  markDropped,
  type NewCandidate,
  nextVersion,
  publishedPartitions,
  quarantineVersion,
  recordCandidates,
  type VersionKey,
} from './partition.ts';
import {
  abandonRelease,
  confirmKept,
  currentRelease,
  markReleasePublished,
  prepareRelease,
  releaseEntries,
  releasesInDoubt,
} from './release.ts';
import { finishRun, startRun } from './run.ts';
import type { LedgerDb } from './schema.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

const asset = 'fct.order_event';
const october = '2026-10-01';
const november = '2026-11-01';

describe('versions and releases', { timeout: 180_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  let lease: Lease;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());
  beforeEach(async () => {
    for (const table of ['releasePin', 'published', 'releaseEntry', 'release', 'partition', 'run'] as const) {
      await db.deleteFrom(table).execute();
    }
    const answer = await acquireLease(db, { key: 'publish', holder: 'publisher', ttlSeconds: 600 });
    if (isHeld(answer)) throw new Error('held');
    lease = answer;
  });

  /** Builds one month with the given content and returns its version. */
  async function build(of: Partial<NewCandidate> & { readonly contentHash: string }): Promise<VersionKey> {
    const version = await nextVersion(db);
    const candidate: NewCandidate = {
      asset,
      month: october,
      version,
      runId: 'run',
      fingerprint: `made of ${of.contentHash}`,
      codeFingerprint: 'code',
      inputs: {},
      inputVersions: {},
      rows: 1,
      ...of,
    };
    await recordCandidates(db, lease, [candidate]);
    return { asset: candidate.asset, month: candidate.month, version: candidate.version };
  }

  async function publish(...entries: VersionKey[]): Promise<number> {
    const release = await prepareRelease(db, lease, { runId: 'run', entries });
    await markReleasePublished(db, lease, release);
    return release;
  }

  async function visibleVersions(): Promise<unknown> {
    const published = (await publishedPartitions(db)).get(asset) ?? [];
    return published.map((it) => [it.month, it.version]);
  }

  it('are drawn once each by concurrent builders', async () => {
    const drawn = await Promise.all(Array.from({ length: 50 }, () => nextVersion(db)));
    expect(new Set(drawn).size).toBe(50);
  });

  it('are invisible until their release is published, all months together', async () => {
    const entries = [await build({ contentHash: 'a' }), await build({ contentHash: 'b', month: november })];
    expect(await candidatesOf(db, 'run')).toHaveLength(2);
    const release = await prepareRelease(db, lease, { runId: 'run', entries });
    expect(await publishedPartitions(db)).toEqual(new Map());
    expect(await releasesInDoubt(db)).toMatchObject([{ release, state: 'preparing' }]);
    await markReleasePublished(db, lease, release);
    await markReleasePublished(db, lease, release);
    expect(await visibleVersions()).toEqual(entries.map((it) => [it.month, it.version]));
    expect(await currentRelease(db)).toMatchObject({ release, state: 'published' });
    expect(await candidatesOf(db, 'run')).toEqual([]);
  });

  it('of equal content keep the published one and renew what it was made of', async () => {
    const first = await build({ contentHash: 'same', fingerprint: 'old' });
    await publish(first);
    const again = await build({ contentHash: 'same', fingerprint: 'new', inputs: { line: 'h2' } });
    const release = await publish(again);
    expect(await releaseEntries(db, release)).toMatchObject([
      { action: 'refresh', version: again.version, publishedVersion: first.version },
    ]);
    const published = (await publishedPartitions(db, [asset])).get(asset);
    expect(published).toMatchObject([{ version: first.version, fingerprint: 'new', inputs: { line: 'h2' } }]);
  });

  it('that all came out equal are confirmed without a release', async () => {
    const first = await build({ contentHash: 'same', fingerprint: 'old' });
    const release = await publish(first);
    await confirmKept(db, lease, [await build({ contentHash: 'same', fingerprint: 'new' })]);
    expect((await publishedPartitions(db)).get(asset)).toMatchObject([
      { version: first.version, fingerprint: 'new', release },
    ]);
    expect(await currentRelease(db)).toMatchObject({ release });
    const kept = await build({ contentHash: 'same', fingerprint: 'late' });
    expect(await publish(await build({ contentHash: 'other' }))).toBe(release + 1);
    await expect(confirmKept(db, lease, [kept])).rejects.toMatchObject({ code: 'RELEASE_STALE' });
  });

  it('go out one release at a time', async () => {
    const one = await build({ contentHash: 'a' });
    const release = await prepareRelease(db, lease, { runId: 'run', entries: [one] });
    const second = prepareRelease(db, lease, { runId: 'run', entries: [] });
    await expect(second).rejects.toMatchObject({ code: 'RELEASE_IN_DOUBT', subject: `release ${release}` });
    await abandonRelease(db, lease, release);
    expect(await publish(one)).toBeGreaterThan(release);
  });

  it('of an abandoned release that the pointer turns out to hold are followed, unless something newer is visible', async () => {
    const late = await build({ contentHash: 'late' });
    const lateToo = await build({ contentHash: 'late too', month: november });
    const abandoned = await prepareRelease(db, lease, { runId: 'run', entries: [late, lateToo] });
    await abandonRelease(db, lease, abandoned);
    const newer = await build({ contentHash: 'newer' });
    await publish(newer);
    await markReleasePublished(db, lease, abandoned);
    expect(await visibleVersions()).toEqual([
      [october, newer.version],
      [november, lateToo.version],
    ]);
  });

  it('cannot be published by a lost lease', async () => {
    const one = await build({ contentHash: 'a' });
    const zombie = lease;
    await acquireLease(db, { key: 'publish', holder: 'publisher', ttlSeconds: 600 });
    const late = prepareRelease(db, zombie, { runId: 'run', entries: [one] });
    await expect(late).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await releasesInDoubt(db)).toEqual([]);
  });

  it('built from an input that has been replaced are refused, by name', async () => {
    const input = await build({ asset: 'stg.order_line', contentHash: 'i1' });
    await publish(input);
    const output = await build({ contentHash: 'o1', inputVersions: { line: [[october, input.version]] } });
    const replaced = await build({ asset: 'stg.order_line', contentHash: 'i2' });
    const together = prepareRelease(db, lease, { runId: 'run', entries: [output, replaced] });
    await expect(together).rejects.toThrow(`line ${october} version ${input.version} has been replaced`);
    await publish(output);
    await publish(replaced);
    const again = await build({ contentHash: 'o2', inputVersions: { line: [[october, input.version]] } });
    await expect(publish(again)).rejects.toMatchObject({ code: 'RELEASE_STALE' });
    const rebuilt = await build({
      contentHash: 'o2',
      inputVersions: { line: [[october, replaced.version]] },
    });
    await publish(rebuilt);
  });

  it('built from an input of the same release are accepted', async () => {
    const input = await build({ asset: 'stg.order_line', contentHash: 'i1' });
    const output = await build({ contentHash: 'o1', inputVersions: { line: [[october, input.version]] } });
    await publish(input, output);
    expect(await visibleVersions()).toEqual([[october, output.version]]);
  });

  it('set aside or never recorded cannot be released', async () => {
    const bad = await build({ contentHash: 'bad' });
    await quarantineVersion(db, { ...bad, reason: 'unique' });
    await expect(publish(bad)).rejects.toThrow('it is quarantined');
    await expect(publish({ ...bad, version: 999_999 })).rejects.toThrow('it is not recorded');
    await expect(build({ contentHash: 'other', version: bad.version })).rejects.toMatchObject({
      code: 'VERSION_FIXED',
    });
  });

  it('are droppable once three newer releases stand, and never while visible or pinned', async () => {
    const versions: VersionKey[] = [];
    const releases: number[] = [];
    for (const contentHash of ['a', 'b', 'c', 'd', 'e']) {
      const built = await build({ contentHash });
      versions.push(built);
      releases.push(await publish(built));
    }
    expect(await droppable(db, { keepReleases: 3, olderThan: future })).toEqual(versions.slice(0, 2));
    expect(await droppable(db, { keepReleases: 3, olderThan: past })).toEqual([]);
    await closeRelease(db, releases[0] ?? 0);
    expect(await droppable(db, { keepReleases: 3, olderThan: future })).toEqual(versions.slice(1, 2));
    await markDropped(db, versions.slice(1, 2));
    expect(await droppable(db, { keepReleases: 3, olderThan: future })).toEqual([]);
    await expect(closeRelease(db, releases[1] ?? 0)).rejects.toMatchObject({ code: 'RELEASE_FIXED' });
    const fixed = { code: 'VERSION_FIXED' };
    await expect(markDropped(db, versions.slice(0, 1))).rejects.toMatchObject(fixed);
    await expect(markDropped(db, versions.slice(4))).rejects.toMatchObject(fixed);
  });

  it('of a run are left alone while it lasts, and while they wait in a release', async () => {
    await startRun(db, { id: 'run', kind: 'nightly', workflowId: 'w', requestedBy: 'x', detail: {} });
    const candidate = await build({ contentHash: 'a' });
    const failed = await build({ contentHash: 'b', month: november });
    await quarantineVersion(db, failed);
    const all = { keepReleases: 3, olderThan: future, quarantineDays: 0 };
    expect(await droppable(db, all)).toEqual([]);
    await finishRun(db, 'run', { status: 'failed', summary: {} });
    expect(await droppable(db, all)).toEqual([candidate, failed]);
    expect(await droppable(db, { ...all, quarantineDays: 7 })).toEqual([candidate]);
    await prepareRelease(db, lease, { runId: 'run', entries: [candidate] });
    expect(await droppable(db, all)).toEqual([failed]);
  });

  it('that a closed release was built from stay with it', async () => {
    const input = await build({ asset: 'stg.order_line', contentHash: 'i1' });
    const output = await build({ contentHash: 'o1', inputVersions: { line: [[october, input.version]] } });
    await closeRelease(db, await publish(input, output));
    for (const contentHash of ['i2', 'i3', 'i4', 'i5']) {
      await publish(await build({ asset: 'stg.order_line', contentHash }));
    }
    const gone = await droppable(db, { keepReleases: 1, olderThan: future });
    expect(gone).toHaveLength(3);
    expect(gone).not.toContainEqual(input);
  });
});

const future = new Date(Date.now() + 3_600_000).toISOString();
const past = new Date(Date.now() - 3_600_000).toISOString();
