import { sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { knownRelease } from './release.ts';
import type { LedgerDb } from './schema.ts';
import { atomically } from './transaction.ts';

/**
 * Pins everything that was visible at a published release, and the inputs it was built from, so that it can be
 * recomputed bit for bit: pinned versions are never dropped. Repeating it changes nothing.
 * Errors: RELEASE_UNKNOWN; RELEASE_FIXED when the release is not published or some of its versions are gone.
 */
export async function closeRelease(db: LedgerDb, release: number): Promise<void> {
  await atomically(db, async (trx) => {
    const record = await knownRelease(trx, release);
    if (record.state !== 'published') throw cannotClose(release, `is ${record.state}, not published`);
    if (record.closedAt !== null) return;
    await pinVisible(trx, release);
    await refuseDropped(trx, release);
    await trx
      .updateTable('release')
      .set({ closedAt: sql<string>`clock_timestamp()` })
      .where('release', '=', release)
      .execute();
  });
}

async function pinVisible(trx: LedgerDb, release: number): Promise<void> {
  await sql`
    WITH shown AS (
        SELECT DISTINCT ON (asset, month) asset, month, version
        FROM ledger.release_entry JOIN ledger.release USING (release)
        WHERE release <= ${release} AND state = 'published' AND action = 'publish'
        ORDER BY asset, month, release DESC
    ),
    used AS (
        SELECT DISTINCT (pair ->> 0)::date AS month, (pair ->> 1)::bigint AS version
        FROM shown JOIN ledger.partition AS p USING (asset, month, version)
        CROSS JOIN jsonb_each(p.input_versions) AS i
        CROSS JOIN jsonb_array_elements(i.value) AS pair
    )
    INSERT INTO ledger.release_pin (release, asset, month, version)
    SELECT ${release}::bigint, asset, month, version FROM shown
    UNION
    SELECT ${release}::bigint, p.asset, p.month, p.version
    FROM used JOIN ledger.partition AS p USING (month, version)
    WHERE p.state = 'published'`.execute(trx);
}

async function refuseDropped(trx: LedgerDb, release: number): Promise<void> {
  const gone = await sql<{ asset: string; month: string }>`
    SELECT asset, month
    FROM ledger.release_pin JOIN ledger.partition USING (asset, month, version)
    WHERE release = ${release} AND state = 'dropped' LIMIT 1`.execute(trx);
  for (const { asset, month } of gone.rows) {
    throw cannotClose(release, `has already lost its version of ${asset} ${month}`);
  }
}

function cannotClose(release: number, why: string): YardstickError {
  return new YardstickError('RELEASE_FIXED', `A release that ${why} cannot be closed.`, {
    subject: `release ${release}`,
  });
}
