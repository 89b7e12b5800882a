import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { assertLease, type Lease } from './lease.ts';
import { oneRow } from './one-row.ts';
import type { InputFingerprints, InputVersions, LedgerDb, PartitionTable } from './schema.ts';
import { atomically } from './transaction.ts';

/** One version of one month of an asset. `month` is its first day; an unpartitioned asset has `1970-01-01`. */
export type StoredPartition = Readonly<Selectable<PartitionTable>>;

/** A version that is visible, and since which release. */
export type PartitionRecord = StoredPartition & { readonly release: number; readonly publishedAt: string };

export interface VersionKey {
  readonly asset: string;
  readonly month: string;
  readonly version: number;
}

export interface NewCandidate extends VersionKey {
  readonly runId: string;
  readonly fingerprint: string;
  readonly codeFingerprint: string;
  /** Content hash of each input, by alias. */
  readonly inputs: InputFingerprints;
  /** The [month, version] pairs read of each input, by alias: what a release checks and a closed one pins. */
  readonly inputVersions: InputVersions;
  readonly contentHash: string;
  readonly rows: number;
  /** The published version it was built to replace, null for none; undefined: whatever is published when it is recorded. */
  readonly basedOn?: number | null;
}

/** A version number that no other build has or will have; numbers grow, with gaps. */
export async function nextVersion(db: LedgerDb): Promise<number> {
  const next = sql<{ version: number }>`SELECT nextval('ledger.version_sequence') AS version`;
  return (await oneRow(db, next)).version;
}

/**
 * Records built months of one asset under its lease, all or none. A month whose content equals what is published is
 * `kept`: its stored rows are not needed, and the release only renews the fingerprints of the published version.
 * Recording a version again replaces what was said of it, as long as it is not published.
 * Errors: LEASE_LOST, VERSION_FIXED.
 */
export async function recordCandidates(
  db: LedgerDb,
  lease: Lease,
  candidates: readonly NewCandidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  await atomically(db, async (trx) => {
    await assertLease(trx, lease);
    const shown = await publishedPartitions(trx, [...new Set(candidates.map(({ asset }) => asset))]);
    const written = await writeCandidates(trx, candidates, shown);
    const fixed = candidates.find((each) => !written.has(versionName(each)));
    if (fixed !== undefined) throw fixedVersion(fixed, 'has been published, set aside or dropped');
  });
}

/** What a run has built (of the given assets, or all) and not yet published, kept months included. */
export async function candidatesOf(
  db: LedgerDb,
  runId: string,
  assets?: readonly string[],
): Promise<readonly StoredPartition[]> {
  if (assets?.length === 0) return [];
  return db
    .selectFrom('partition')
    .selectAll()
    .where('runId', '=', runId)
    .where('state', 'in', ['candidate', 'kept'])
    .$if(assets !== undefined, (query) => query.where('asset', 'in', assets ?? []))
    .orderBy('asset')
    .orderBy('month')
    .orderBy('version')
    .execute();
}

/** Everything visible now (of the given assets, or all), by asset, months ascending; an asset never published is absent. */
export async function publishedPartitions(
  db: LedgerDb,
  assets?: readonly string[],
): Promise<Map<string, PartitionRecord[]>> {
  if (assets?.length === 0) return new Map();
  const rows = await visible(db)
    .$if(assets !== undefined, (query) => query.where('published.asset', 'in', assets ?? []))
    .orderBy('published.asset')
    .orderBy('published.month')
    .execute();
  return byAsset(rows);
}

/** Every version whose rows should be in the warehouse, visible or not; what else is stored there is an orphan. */
export async function storedPartitions(db: LedgerDb): Promise<readonly StoredPartition[]> {
  return db.selectFrom('partition').selectAll().where('state', '<>', 'dropped').orderBy('version').execute();
}

/** The newest version that was ever built of each asset, shown or not: what its sources said last. */
export async function newestVersions(db: LedgerDb): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('partition')
    .select(({ fn }) => ['asset', fn.max('version').as('version')])
    .groupBy('asset')
    .execute();
  return new Map(rows.map(({ asset, version }) => [asset, version]));
}

/** Sets a version that failed its checks aside: it can no longer be released, and is kept a while for inspection. */
export async function quarantineVersion(
  db: LedgerDb,
  of: { readonly asset: string; readonly version: number; readonly reason?: string },
): Promise<void> {
  await db
    .updateTable('partition')
    .set({ state: 'quarantined', reason: of.reason ?? null })
    .where('asset', '=', of.asset)
    .where('version', '=', of.version)
    .where('state', 'in', ['candidate', 'kept'])
    .execute();
}

/** Sets unpublished months aside that can no longer be released as they were built, each with its reason. */
export async function setAside(
  db: LedgerDb,
  entries: readonly (VersionKey & { readonly why: string })[],
): Promise<void> {
  await sql`
    UPDATE ledger.partition AS p SET state = 'quarantined', reason = k.why
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS k(asset text, month date, version bigint, why text)
    WHERE (p.asset, p.month, p.version) = (k.asset, k.month, k.version) AND p.state IN ('candidate', 'kept')`.execute(
    db,
  );
}

/** Notes that the rows of these versions are gone from the warehouse. A visible or pinned one is refused: VERSION_FIXED. */
export async function markDropped(db: LedgerDb, versions: readonly VersionKey[]): Promise<void> {
  if (versions.length === 0) return;
  const keys = JSON.stringify(versions);
  await atomically(db, async (trx) => {
    const needed = await sql<VersionKey>`
      SELECT asset, month, version
      FROM (SELECT asset, month, version FROM ledger.published
            UNION ALL SELECT asset, month, version FROM ledger.release_pin) AS needed
      JOIN jsonb_to_recordset(${keys}::jsonb) AS k(asset text, month date, version bigint)
          USING (asset, month, version)
      LIMIT 1`.execute(trx);
    for (const key of needed.rows) throw fixedVersion(key, 'is still visible or pinned by a closed release');
    await sql`
      UPDATE ledger.partition AS p SET state = 'dropped', dropped_at = clock_timestamp()
      FROM jsonb_to_recordset(${keys}::jsonb) AS k(asset text, month date, version bigint)
      WHERE (p.asset, p.month, p.version) = (k.asset, k.month, k.version)`.execute(trx);
  });
}

async function writeCandidates(
  trx: LedgerDb,
  candidates: readonly NewCandidate[],
  shown: ReadonlyMap<string, readonly PartitionRecord[]>,
): Promise<ReadonlySet<string>> {
  const isKept = ({ asset, month, contentHash }: NewCandidate) =>
    shown.get(asset)?.some((each) => each.month === month && each.contentHash === contentHash) === true;
  const shownVersion = ({ asset, month }: NewCandidate) =>
    shown.get(asset)?.find((each) => each.month === month)?.version ?? null;
  const written = await trx
    .insertInto('partition')
    .values(
      candidates.map((candidate) => ({
        ...candidate,
        basedOn: candidate.basedOn === undefined ? shownVersion(candidate) : candidate.basedOn,
        state: isKept(candidate) ? ('kept' as const) : ('candidate' as const),
        inputs: JSON.stringify(candidate.inputs),
        inputVersions: JSON.stringify(candidate.inputVersions),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['asset', 'month', 'version'])
        .doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          fingerprint: eb.ref('excluded.fingerprint'),
          codeFingerprint: eb.ref('excluded.codeFingerprint'),
          inputs: eb.ref('excluded.inputs'),
          inputVersions: eb.ref('excluded.inputVersions'),
          contentHash: eb.ref('excluded.contentHash'),
          rows: eb.ref('excluded.rows'),
          basedOn: eb.ref('excluded.basedOn'),
          builtAt: sql<string>`clock_timestamp()`,
        }))
        .where('partition.state', 'in', ['candidate', 'kept'])
        .whereRef('partition.runId', '=', 'excluded.runId'),
    )
    .returning(['asset', 'month', 'version'])
    .execute();
  return new Set(written.map(versionName));
}

function versionName({ asset, month, version }: VersionKey): string {
  return `${asset} ${month} ${version}`;
}

function visible(db: LedgerDb) {
  return db
    .selectFrom('published')
    .innerJoin('partition', (join) =>
      join
        .onRef('partition.asset', '=', 'published.asset')
        .onRef('partition.month', '=', 'published.month')
        .onRef('partition.version', '=', 'published.version'),
    )
    .selectAll('partition')
    .select(['published.release', 'published.publishedAt']);
}

function byAsset(rows: readonly PartitionRecord[]): Map<string, PartitionRecord[]> {
  const assets = new Map<string, PartitionRecord[]>();
  for (const row of rows) {
    const months = assets.get(row.asset);
    if (months === undefined) assets.set(row.asset, [row]);
    else months.push(row);
  }
  return assets;
}

function fixedVersion(key: VersionKey, why: string): YardstickError {
  return new YardstickError('VERSION_FIXED', `Version ${key.version} ${why}.`, {
    subject: `${key.asset} ${key.month}`,
  });
}
