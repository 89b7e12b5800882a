import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Warehouse } from '../../../warehouse/client.ts';

/** The release that is published now; every page view is pinned to one. */
export async function currentRelease(warehouse: Warehouse, signal?: AbortSignal): Promise<number> {
  const found = await warehouse.rows<{ release: string }>(
    'SELECT max(release) AS release FROM meta.pointer',
    {},
    signal === undefined ? {} : { signal },
  );
  const release = Number(found[0]?.release ?? 0);
  if (release > 0) return release;
  throw new YardstickError('PORTAL_NOT_PUBLISHED', 'Nothing has been published yet.');
}
