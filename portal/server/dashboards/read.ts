import { scopeOf } from '../../../access/row-scope.ts';
import type { Viewer } from '../../../access/viewer.ts';
import type { Filter } from '../../../dashboards/kit/dashboard.ts';
import type { Tile } from '../../../dashboards/kit/tile.ts';
import { filterSql, rowsSql, tileSql } from '../../../dashboards/kit/tile-sql.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import type { Row, TileQuery } from '../../api.ts';
import type { PortalContext } from '../context.ts';
import { refuseBeyondKpis } from '../session/mentor.ts';
import { statementFor } from '../statement/statement.ts';

/** Who looks, at which release, through which filters: never text of a statement, always parameters. */
export interface Look {
  readonly viewer: Viewer;
  readonly query: TileQuery;
}

/** The numbers of a tile. */
export function readTile(context: PortalContext, tile: Tile, look: Look): Promise<Row[]> {
  return read(context, tileSql(tile.select), tile.reads, look, tile.params);
}

/** The rows behind a tile, at most `limit`. */
export function readRows(context: PortalContext, tile: Tile, look: Look, limit: number): Promise<Row[]> {
  return read(context, rowsSql(tile.rows.key), tile.rows.reads, look, tile.params, limit);
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a filter offers this viewer; nothing of what they may not see. */
export async function readOptions(
  context: PortalContext,
  filter: Filter,
  viewer: Viewer,
  release: number,
): Promise<Option[]> {
  if (filter.reads === undefined) return [];
  const query: TileQuery = { release, from: '1970-01-01', to: '1970-01-01', region: '', team: '' };
  const rows = await read(context, filterSql(filter.key), filter.reads, { viewer, query });
  return rows.map((row) => ({ value: String(row.value), label: String(row.label) }));
}

async function read(
  context: PortalContext,
  select: string,
  reads: Readonly<Record<string, AssetKey>>,
  { viewer, query }: Look,
  fixed: Readonly<Record<string, string>> = {},
  limit?: number,
): Promise<Row[]> {
  const { release, from, to, region, team, mentee } = query;
  // Whether the viewer is the mentor today was looked at before the request came here.
  if (mentee !== undefined) await refuseBeyondKpis(context, viewer, mentee, Object.values(reads));
  const scope = mentee === undefined ? scopeOf(viewer) : ({ kind: 'mentee', employeeId: mentee } as const);
  const reading = { assets: context.assets, release, scope, narrowed: { region, team } };
  const { sql, params } = statementFor(select, reads, reading);
  const seconds = Math.ceil(context.tileTimeoutMs / 1000);
  return context.warehouse.rows<Row>(
    sql,
    { ...fixed, from, to, ...params },
    {
      signal: AbortSignal.timeout(context.tileTimeoutMs),
      settings: { max_execution_time: seconds, ...(limit === undefined ? {} : { limit: String(limit) }) },
    },
  );
}
