import type { Asset } from '../models/kit/asset.ts';
import { clickhouseType } from '../models/kit/column.ts';
import { identifier } from './identifier.ts';

/** A build's SELECT and what it reads: alias → SELECT text of exactly the rows the run pinned. */
export interface Composition {
  readonly asset: Asset;
  readonly sql: string;
  readonly relations: Readonly<Record<string, string>>;
}

/** The asset's columns, cast to their declared types, over its SELECT reading the pinned inputs. */
export function composeRows({ asset, sql, relations }: Composition): string {
  const columns = Object.entries(asset.columns).map(
    ([name, column]) =>
      `CAST(_built.${identifier(name)}, '${clickhouseType(column).replaceAll("'", "\\'")}') AS ${identifier(name)}`,
  );
  return `${withClause(relations)}SELECT ${columns.join(', ')} FROM (\n${sql.trim().replace(/;\s*$/, '')}\n) AS _built`;
}

/** `WITH a AS (…), b AS (…) ` or nothing. */
export function withClause(relations: Readonly<Record<string, string>>): string {
  const entries = Object.entries(relations).map(
    ([alias, relation]) => `${identifier(alias)} AS (${relation})`,
  );
  return entries.length === 0 ? '' : `WITH ${entries.join(',\n')}\n`;
}

/** Only those parameters that the text mentions: the server refuses none it does not know, but fingerprints must be exact. */
export function parametersIn(
  sql: string,
  all: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => new RegExp(`\\{\\s*${name}\\s*:`).test(sql)),
  );
}
