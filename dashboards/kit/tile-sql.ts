import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** The SELECT of a tile's numbers. */
export function tileSql(dashboard: string, tile: string): string {
  return read(join(dashboard, `${tile}.sql`));
}

/** The SELECT of the rows behind a tile's numbers. */
export function tileRowsSql(dashboard: string, tile: string): string {
  return read(join(dashboard, `${tile}.rows.sql`));
}

/** The SELECT of the values a filter offers: value, label. */
export function filterSql(filter: string): string {
  return read(join('filters', `${filter}.sql`));
}

function read(file: string): string {
  const path = join(projectRoot(), 'dashboards', file);
  if (!existsSync(path)) {
    throw new YardstickError('DASHBOARD_SQL_MISSING', 'The SELECT of this tile is missing.', {
      subject: `dashboards/${file}`,
    });
  }
  return readFileSync(path, 'utf8');
}
