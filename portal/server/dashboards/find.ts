import { dashboards } from '../../../dashboards/catalogue.ts';
import type { Dashboard } from '../../../dashboards/kit/dashboard.ts';
import type { Tile } from '../../../dashboards/kit/tile.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';

/** Throws PORTAL_NOT_FOUND. */
export function dashboardOf(key: string): Dashboard {
  const found = dashboards.find((dashboard) => dashboard.key === key);
  if (found !== undefined) return found;
  throw new YardstickError('PORTAL_NOT_FOUND', 'There is no such dashboard.', { subject: key });
}

/** Throws PORTAL_NOT_FOUND. */
export function tileOf(dashboard: Dashboard, key: string): Tile {
  const found = dashboard.tiles.find((tile) => tile.key === key);
  if (found !== undefined) return found;
  throw new YardstickError('PORTAL_NOT_FOUND', 'There is no such tile.', {
    subject: `${dashboard.key}/${key}`,
  });
}
