import { columnsSeen, isForMentors } from '../../../access/mentee.ts';
import { type RowFilter, rowFilter } from '../../../access/row-filter.ts';
import type { RowScope } from '../../../access/row-scope.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Asset } from '../../../models/kit/asset.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import { identifier } from '../../../warehouse/identifier.ts';
import { relationAt } from '../../../warehouse/relation.ts';

/** What a SELECT of a dashboard is run against. */
export interface Reading {
  readonly assets: ReadonlyMap<AssetKey, Asset>;
  readonly release: number;
  readonly scope: RowScope;
  /** The chosen region and team, empty for no limit; an asset without such a column is not narrowed. */
  readonly narrowed: { readonly region: string; readonly team: string };
}

export interface Statement {
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The SELECT with its aliases as CTEs: each mart at the release of the page view, cut to the viewer's rows.
 * Throws PORTAL_FORBIDDEN for a mart of which a mentor sees nothing. A SELECT that names a table instead of an alias would escape the cut; a test over all files forbids it.
 */
export function statementFor(
  select: string,
  reads: Readonly<Record<string, AssetKey>>,
  reading: Reading,
): Statement {
  const parts = Object.entries(reads).map(([alias, key]) => cte(alias, assetOf(reading, key), reading));
  const sql = joinWith(
    parts.map((part) => part.sql),
    select,
  );
  return { sql, params: Object.assign({}, ...parts.map((part) => part.params)) };
}

function cte(alias: string, asset: Asset, reading: Reading): Statement {
  refuseUnlessForMentors(asset, reading.scope);
  const limits = [
    rowFilter(reading.scope, columnsSeen(reading.scope, asset.key, asset.scope)),
    ...narrowing(asset, reading.narrowed),
  ];
  const condition = limits.map((limit) => limit.condition).join(' AND ');
  return {
    sql: `${identifier(alias)} AS (SELECT * FROM (${relationAt(asset, reading.release)}) WHERE ${condition})`,
    params: Object.assign({}, ...limits.map((limit) => limit.params)),
  };
}

/** No rows would say of a mentee that there is nothing, which is not so. Throws PORTAL_FORBIDDEN. */
function refuseUnlessForMentors({ key, scope }: Asset, { kind }: RowScope): void {
  if (kind !== 'mentee' || isForMentors(key, scope)) return;
  throw new YardstickError(
    'PORTAL_FORBIDDEN',
    'A mentor sees KPIs of a mentee, and this is something else.',
    {
      subject: key,
    },
  );
}

/** Narrowing only ever adds a condition, so no choice of filters can show more than the scope does. */
function narrowing(asset: Asset, { region, team }: Reading['narrowed']): readonly RowFilter[] {
  return [
    ...chosen(asset.scope?.region, 'chosen_region', region),
    ...chosen(asset.scope?.team, 'chosen_team', team),
  ];
}

function chosen(column: string | undefined, param: string, value: string): readonly RowFilter[] {
  if (column === undefined || value === '') return [];
  return [{ condition: `${identifier(column)} = {${param}:String}`, params: { [param]: value } }];
}

function assetOf(reading: Reading, key: AssetKey): Asset {
  const asset = reading.assets.get(key);
  if (asset !== undefined) return asset;
  throw new YardstickError(
    'PORTAL_NOT_PUBLISHED',
    'The data behind this tile is not part of this installation.',
    {
      subject: key,
    },
  );
}

/** A SELECT may begin with CTEs of its own, after comments. */
function joinWith(ctes: readonly string[], select: string): string {
  const body = select.replace(/^(\s*--[^\n]*\n|\s+)*/, '');
  const rest = /^WITH\s/i.test(body) ? `, ${body.replace(/^WITH\s/i, '')}` : `\n${body}`;
  return `WITH ${ctes.join(',\n')}${rest}`;
}
