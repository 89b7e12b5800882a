import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** The SELECT of a tile's numbers, by its name from `dashboards/` without `.sql`. */
export function tileSql(select: string): string {
  return read(`${select}.sql`);
}

/** The SELECT of a set of detail rows. */
export function rowsSql(rowSet: string): string {
  return read(join('rows', `${rowSet}.sql`));
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
