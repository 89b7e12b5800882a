import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { assertLease, type Lease } from './lease.ts';
import { oneRow } from './one-row.ts';
import type { VersionKey } from './partition.ts';
import { refuseStaleEntries } from './release-staleness.ts';
import type { LedgerDb, ReleaseEntryTable, ReleaseTable } from './schema.ts';
import { atomically } from './transaction.ts';

/** One publication: prepared in the ledger, made visible by one INSERT into the pointer, then noted as published. */
export type ReleaseRecord = Readonly<Selectable<ReleaseTable>>;

/**
 * `publish`: the pointer moves to `version`. `refresh`: the content is that of `publishedVersion`, the pointer stays
 * and only the fingerprints of the published version are renewed.
 */
export type ReleaseEntry = Readonly<Selectable<ReleaseEntryTable>>;

/**
 * Draws the number of the next release and stores what it will hold. Every version must be a candidate (or kept), and
 * every input it was built from still visible or part of this release.
 * Errors: LEASE_LOST; RELEASE_IN_DOUBT while another release waits for its end; RELEASE_STALE with the months to rebuild.
 */
export async function prepareRelease(
  db: LedgerDb,
  lease: Lease,
  of: { readonly runId: string; readonly entries: readonly VersionKey[] },
): Promise<number> {
  return atomically(db, async (trx) => {
    await assertLease(trx, lease);
    for (const { release } of await releasesInDoubt(trx)) throw inDoubt(release);
    await refuseStaleEntries(trx, of.entries);
    const release = await nextRelease(trx);
    await trx.insertInto('release').values({ release, runId: of.runId, state: 'preparing' }).execute();
    await storeEntries(trx, release, of.entries);
    return release;
  });
}

/**
 * Renews the fingerprints of what is published where everything came out as it was. Nothing visible changes, so no number is
 * drawn. Every version must be kept. Errors: LEASE_LOST, RELEASE_IN_DOUBT, RELEASE_STALE.
 */
export async function confirmKept(db: LedgerDb, lease: Lease, kept: readonly VersionKey[]): Promise<void> {
  await atomically(db, async (trx) => {
    await assertLease(trx, lease);
    for (const { release } of await releasesInDoubt(trx)) throw inDoubt(release);
    await refuseStaleEntries(trx, kept);
    await sql`
      UPDATE ledger.partition AS p
      SET fingerprint = k.fingerprint, code_fingerprint = k.code_fingerprint,
          inputs = k.inputs, input_versions = k.input_versions
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS e(asset text, month date, version bigint)
      JOIN ledger.partition AS k USING (asset, month, version)
      JOIN ledger.published AS v USING (asset, month)
      WHERE k.state = 'kept' AND (p.asset, p.month, p.version) = (v.asset, v.month, v.version)`.execute(trx);
  });
}

/**
 * Follows the pointer: what the release holds is visible now. Repeating it changes nothing. An abandoned release is
 * accepted too, because the pointer decides what people see.
 */
export async function markReleasePublished(db: LedgerDb, lease: Lease, release: number): Promise<void> {
  await atomically(db, async (trx) => {
    await assertLease(trx, lease);
    const record = await knownRelease(trx, release);
    if (record.state === 'published') return;
    const publishedAt = sql<string>`clock_timestamp()`;
    await trx
      .updateTable('release')
      .set({ state: 'published', publishedAt })
      .where('release', '=', release)
      .execute();
    await movePublished(trx, release);
    await refreshFingerprints(trx, release);
  });
}

/** Gives a prepared release up, after the pointer has been seen not to hold it; its candidates may be released again. */
export async function abandonRelease(db: LedgerDb, lease: Lease, release: number): Promise<void> {
  await atomically(db, async (trx) => {
    await assertLease(trx, lease);
    const record = await knownRelease(trx, release);
    if (record.state === 'published') {
      throw new YardstickError('RELEASE_FIXED', 'A published release cannot be given up.', {
        subject: `release ${release}`,
      });
    }
    await trx.updateTable('release').set({ state: 'abandoned' }).where('release', '=', release).execute();
  });
}

/** Releases prepared and neither published nor abandoned: the pointer has to be asked which. At most one. */
export async function releasesInDoubt(db: LedgerDb): Promise<readonly ReleaseRecord[]> {
  return db.selectFrom('release').selectAll().where('state', '=', 'preparing').execute();
}

/** The newest published release; undefined before the first. */
export async function currentRelease(db: LedgerDb): Promise<ReleaseRecord | undefined> {
  return db
    .selectFrom('release')
    .selectAll()
    .where('state', '=', 'published')
    .orderBy('release', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The `count` newest releases of any state, newest first. */
export async function latestReleases(db: LedgerDb, count: number): Promise<readonly ReleaseRecord[]> {
  return db.selectFrom('release').selectAll().orderBy('release', 'desc').limit(count).execute();
}

/** What a release holds, by asset and month. Only `publish` entries belong into the pointer. */
export async function releaseEntries(db: LedgerDb, release: number): Promise<readonly ReleaseEntry[]> {
  return db
    .selectFrom('releaseEntry')
    .selectAll()
    .where('release', '=', release)
    .orderBy('asset')
    .orderBy('month')
    .execute();
}

export async function knownRelease(db: LedgerDb, release: number): Promise<ReleaseRecord> {
  const found = await db.selectFrom('release').selectAll().where('release', '=', release).executeTakeFirst();
  if (found !== undefined) return found;
  throw new YardstickError('RELEASE_UNKNOWN', 'The ledger has no such release.', {
    subject: `release ${release}`,
  });
}

/** The lease that the transaction holds keeps others from the same number. */
async function nextRelease(trx: LedgerDb): Promise<number> {
  const next = sql<{ release: number }>`SELECT coalesce(max(release), 0) + 1 AS release FROM ledger.release`;
  return (await oneRow(trx, next)).release;
}

async function storeEntries(trx: LedgerDb, release: number, entries: readonly VersionKey[]): Promise<void> {
  await sql`
    INSERT INTO ledger.release_entry (release, asset, month, version, action, published_version)
    SELECT ${release}::bigint, e.asset, e.month, e.version,
        CASE p.state WHEN 'kept' THEN 'refresh' ELSE 'publish' END,
        CASE p.state WHEN 'kept' THEN v.version END
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(asset text, month date, version bigint)
    JOIN ledger.partition AS p USING (asset, month, version)
    LEFT JOIN ledger.published AS v ON (v.asset, v.month) = (e.asset, e.month)`.execute(trx);
}

async function movePublished(trx: LedgerDb, release: number): Promise<void> {
  await sql`
    INSERT INTO ledger.published (asset, month, version, release, published_at)
    SELECT asset, month, version, release, published_at
    FROM ledger.release_entry JOIN ledger.release USING (release)
    WHERE release = ${release} AND action = 'publish'
    ON CONFLICT (asset, month) DO UPDATE
    SET version = excluded.version, release = excluded.release, published_at = excluded.published_at
    WHERE ledger.published.release < excluded.release`.execute(trx);
  await sql`
    UPDATE ledger.partition AS p SET state = 'published'
    FROM ledger.release_entry AS e
    WHERE e.release = ${release} AND e.action = 'publish'
        AND (p.asset, p.month, p.version) = (e.asset, e.month, e.version)`.execute(trx);
}

/** Late news must not overwrite later: a month that a newer release has touched keeps what that one said. */
async function refreshFingerprints(trx: LedgerDb, release: number): Promise<void> {
  await sql`
    UPDATE ledger.partition AS p
    SET fingerprint = k.fingerprint, code_fingerprint = k.code_fingerprint,
        inputs = k.inputs, input_versions = k.input_versions
    FROM ledger.release_entry AS e
    JOIN ledger.partition AS k USING (asset, month, version)
    WHERE e.release = ${release} AND e.action = 'refresh'
        AND (p.asset, p.month, p.version) = (e.asset, e.month, e.published_version)
        AND NOT EXISTS (
            SELECT FROM ledger.release_entry AS later JOIN ledger.release AS r USING (release)
            WHERE r.state = 'published' AND r.release > e.release
                AND (later.asset, later.month) = (e.asset, e.month)
        )`.execute(trx);
}

function inDoubt(release: number): YardstickError {
  return new YardstickError('RELEASE_IN_DOUBT', 'An earlier release is neither published nor abandoned.', {
    subject: `release ${release}`,
  });
}
