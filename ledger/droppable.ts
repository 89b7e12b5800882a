import { sql } from 'kysely';
import type { VersionKey } from './partition.ts';
import type { LedgerDb } from './schema.ts';

export interface Retention {
  /** How many of the newest releases stay readable. */
  readonly keepReleases: number;
  /** ISO instant: what was built, superseded or whose run ended later is left alone, because a query may still read it. */
  readonly olderThan: string;
  /** Versions that failed their checks are kept this long for inspection; default 7. */
  readonly quarantineDays?: number;
}

/**
 * Versions whose rows nobody needs any more, oldest first: not visible in one of the last releases, not pinned by a
 * closed one, not part of a release in doubt, not built by a run that is still going on.
 */
export async function droppable(db: LedgerDb, retention: Retention): Promise<readonly VersionKey[]> {
  const { keepReleases, olderThan, quarantineDays = 7 } = retention;
  const found = await sql<VersionKey>`
    WITH oldest_kept AS (
        SELECT coalesce(min(release), 0) AS release
        FROM (SELECT release FROM ledger.release WHERE state = 'published'
              ORDER BY release DESC LIMIT ${keepReleases}) AS newest
    ),
    shown AS (
        SELECT asset, month, version,
            lead(release) OVER following AS superseded_by,
            lead(published_at) OVER following AS superseded_at
        FROM ledger.release_entry JOIN ledger.release USING (release)
        WHERE state = 'published' AND action = 'publish'
        WINDOW following AS (PARTITION BY asset, month ORDER BY release)
    ),
    needed AS (
        SELECT asset, month, version FROM ledger.published
        UNION ALL SELECT asset, month, version FROM ledger.release_pin
        UNION ALL
        SELECT asset, month, version FROM shown
        WHERE superseded_by IS NULL
            OR superseded_by > (SELECT release FROM oldest_kept)
            OR superseded_at >= ${olderThan}::timestamptz
        UNION ALL
        SELECT asset, month, version FROM ledger.release_entry JOIN ledger.release USING (release)
        WHERE state = 'preparing'
        UNION ALL
        SELECT p.asset, p.month, p.version
        FROM ledger.partition AS p JOIN ledger.run AS r ON r.id = p.run_id
        WHERE p.state IN ('candidate', 'kept', 'quarantined')
            AND (r.finished_at IS NULL OR r.finished_at >= ${olderThan}::timestamptz)
    )
    SELECT p.asset, p.month, p.version
    FROM ledger.partition AS p
    WHERE p.state <> 'dropped'
        AND p.built_at < ${olderThan}::timestamptz
        AND (p.state <> 'quarantined'
             OR p.built_at < clock_timestamp() - make_interval(days => ${quarantineDays}::int))
        AND NOT EXISTS (
            SELECT FROM needed AS n
            WHERE (n.asset, n.month, n.version) = (p.asset, p.month, p.version)
        )
    ORDER BY p.version, p.asset, p.month`.execute(db);
  return found.rows;
}
