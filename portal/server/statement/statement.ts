import { rowFilter } from '../../../access/row-filter.ts';
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
}

export interface Statement {
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The SELECT with its aliases as CTEs: each mart at the release of the page view, cut to the viewer's rows.
 * A SELECT that names a table instead of an alias would escape the cut; a test over all files forbids it.
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
  const filter = rowFilter(reading.scope, asset.scope);
  const sql = `${identifier(alias)} AS (SELECT * FROM (${relationAt(asset, reading.release)}) WHERE ${filter.condition})`;
  return { sql, params: filter.params };
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
