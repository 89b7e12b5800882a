import { sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { VersionKey } from './partition.ts';
import type { LedgerDb } from './schema.ts';

/** A month that may not be released as it was built, and why. */
export interface StaleEntry extends VersionKey {
  readonly why: string;
}

/**
 * The entries that cannot be released: not a candidate any more; kept against a content that is no longer the
 * published one; built to replace a version that is no longer the published one, because another run came first; or built from an input version that is neither visible nor part of the same release.
 */
export async function staleEntries(
  db: LedgerDb,
  entries: readonly VersionKey[],
): Promise<readonly StaleEntry[]> {
  const found = await sql<StaleEntry>`
    WITH entry AS (
        SELECT e.asset, e.month, e.version, p.state, p.content_hash, p.input_versions, p.based_on
        FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(asset text, month date, version bigint)
        LEFT JOIN ledger.partition AS p USING (asset, month, version)
    ),
    seen AS (
        SELECT month, version FROM entry
        UNION ALL
        SELECT v.month, v.version
        FROM ledger.published AS v
        LEFT JOIN entry AS e ON (e.asset, e.month) = (v.asset, v.month) AND e.state = 'candidate'
        WHERE e.version IS NULL OR e.version = v.version
    ),
    used AS (
        SELECT e.asset, e.month, e.version, i.key AS alias,
            (pair ->> 0)::date AS input_month, (pair ->> 1)::bigint AS input_version
        FROM entry AS e
        CROSS JOIN jsonb_each(e.input_versions) AS i
        CROSS JOIN jsonb_array_elements(i.value) AS pair
    )
    SELECT asset, month, version, 'it is ' || coalesce(state, 'not recorded') AS why
    FROM entry WHERE state IS NULL OR state NOT IN ('candidate', 'kept')
    UNION ALL
    SELECT e.asset, e.month, e.version, 'what it was equal to is no longer published'
    FROM entry AS e
    WHERE e.state = 'kept' AND NOT EXISTS (
        SELECT FROM ledger.published AS v JOIN ledger.partition AS p USING (asset, month, version)
        WHERE (v.asset, v.month) = (e.asset, e.month) AND p.content_hash = e.content_hash
    )
    UNION ALL
    SELECT e.asset, e.month, e.version, 'another run has published this month since'
    FROM entry AS e LEFT JOIN ledger.published AS v ON (v.asset, v.month) = (e.asset, e.month)
    WHERE e.state IN ('candidate', 'kept') AND v.version IS DISTINCT FROM e.based_on
    UNION ALL
    SELECT asset, month, version,
        'its input ' || alias || ' ' || input_month || ' version ' || input_version || ' has been replaced'
    FROM used
    WHERE NOT EXISTS (
        SELECT FROM seen WHERE (seen.month, seen.version) = (used.input_month, used.input_version)
    )
    ORDER BY asset, month`.execute(db);
  return found.rows;
}

/** Throws RELEASE_STALE naming the first months that must be rebuilt. */
export async function refuseStaleEntries(db: LedgerDb, entries: readonly VersionKey[]): Promise<void> {
  const stale = await staleEntries(db, entries);
  if (stale.length === 0) return;
  const first = stale.slice(0, 5).map((it) => `${it.asset} ${it.month} version ${it.version}: ${it.why}`);
  const more = stale.length > first.length ? ` (and ${stale.length - first.length} more)` : '';
  throw new YardstickError('RELEASE_STALE', `Cannot be released as built: ${first.join('; ')}${more}.`);
}
