import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Warehouse } from '../../../warehouse/client.ts';

/** The release that is published now; every page view is pinned to one. */
export async function currentRelease(warehouse: Warehouse): Promise<number> {
  const found = await warehouse.rows<{ release: string }>('SELECT max(release) AS release FROM meta.pointer');
  const release = Number(found[0]?.release ?? 0);
  if (release > 0) return release;
  throw new YardstickError('PORTAL_NOT_PUBLISHED', 'Nothing has been published yet.');
}

/**
 * Refuses a release whose versions may have been dropped: only the last three are kept for readers.
 * Throws PORTAL_RELEASE_GONE; also for a release that does not exist, because nothing can be read at it.
 */
export async function refuseGoneRelease(warehouse: Warehouse, release: number): Promise<void> {
  const kept = await warehouse.rows<{ release: string }>(
    'SELECT DISTINCT release FROM meta.pointer ORDER BY release DESC LIMIT 3',
  );
  if (kept.some((row) => Number(row.release) === release)) return;
  throw new YardstickError('PORTAL_RELEASE_GONE', 'The release of this page is not kept any more.', {
    subject: `release ${release}`,
  });
}
