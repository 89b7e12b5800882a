import type { Asset } from '../models/kit/asset.ts';
import { storedTable } from '../models/kit/key.ts';
import { monthSql } from '../models/kit/month-sql.ts';
import { readsStreams } from '../models/kit/reads-streams.ts';
import type { Parameters, Warehouse } from './client.ts';
import { type Composition, composeRows } from './compose.ts';
import { identifier, identifiers, literal } from './identifier.ts';
import { judgedRows, judgementNames, refusedMonth } from './judgement.ts';
import { type PinnedMonth, relationClipped } from './relation.ts';

/** What one month of a version holds. */
export interface MonthContent {
  readonly month: string;
  readonly rows: number;
  /** Order-independent hash of the rows; equal content, equal hash. */
  readonly contentHash: string;
}

/** Hash of a month without rows. */
export const emptyContent = '0-0';

const contentHash = (columns: string) =>
  `concat(toString(count()), '-', lower(hex(sum(reinterpretAsUInt128(sipHash128(formatRow('RowBinary', ${columns})))))))`;

/**
 * Writes the asset's rows as a new version, invisible until a release points to it. `months` limits what is written; what a source's
 * mapping refuses is written to `refusedMonth`, of whatever month it is.
 */
export async function insertVersion(
  warehouse: Warehouse,
  composition: Composition,
  version: number,
  parameters: Parameters,
  options: { readonly months?: readonly string[]; readonly queryId?: string } = {},
): Promise<void> {
  const { asset } = composition;
  const names = identifiers(Object.keys(asset.columns));
  const month = monthOf(asset);
  const [also, rows, place] = readsStreams(asset)
    ? [
        `, ${judgementNames}`,
        judgedRows(composition),
        `if(empty(_broken), ${month}, ${literal(refusedMonth)}::Date)`,
      ]
    : ['', composeRows(composition), month];
  const only =
    options.months === undefined
      ? ''
      : ` WHERE _month IN arrayConcat({months:Array(Date)}, [${literal(refusedMonth)}::Date])`;
  await warehouse.command(
    `INSERT INTO ${storedTable(asset.key)} (${names}${also}, _month, _version)
     SELECT ${names}${also}, ${place} AS _month, toUInt64(${version}) AS _version FROM (\n${rows}\n)${only}`,
    { ...parameters, ...(options.months === undefined ? {} : { months: options.months }) },
    {
      ...(options.queryId === undefined ? {} : { queryId: options.queryId }),
      settings: { max_partitions_per_insert_block: '0' },
    },
  );
}

/** The expression that decides a row's month; unpartitioned assets have one month. */
function monthOf(asset: Asset): string {
  return asset.partitions.kind === 'monthly' ? `toDate(${monthSql(asset)})` : "toDate('1970-01-01')";
}

/** Rows and content hash of each month of one version. */
export async function contentOf(
  warehouse: Warehouse,
  asset: Asset,
  version: number,
): Promise<readonly MonthContent[]> {
  const columns = identifiers(Object.keys(asset.columns));
  const found = await warehouse.rows<{ month: string; rows: string; hash: string }>(
    `SELECT toString(_month) AS month, count() AS rows, ${contentHash(columns)} AS hash
     FROM ${storedTable(asset.key)} WHERE _version = {version:UInt64} GROUP BY month ORDER BY month`,
    { version },
  );
  return found.map(({ month, rows, hash }) => ({ month, rows: Number(rows), contentHash: hash }));
}

/** For a dimension read by months: hash of the rows overlapping each month, validity clipped to it. */
export async function sliceHashes(
  warehouse: Warehouse,
  asset: Asset,
  pinned: readonly PinnedMonth[],
  months: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const validity = asset.validity;
  if (validity === undefined || months.length === 0) return new Map();
  const columns = Object.keys(asset.columns)
    .map((name) => {
      if (name === validity.from) return `greatest(${name}, toDate32(month))`;
      if (name === validity.to) return `least(${name}, toDate32(addMonths(month, 1)))`;
      return identifier(name);
    })
    .join(', ');
  const first = [...months].sort()[0] ?? '1970-01-01';
  const found = await warehouse.rows<{ month: string; hash: string }>(
    `SELECT toString(month) AS month, ${contentHash(columns)} AS hash
     FROM (${relationClipped(asset, pinned, first, '2299-12-31')}) AS d
     CROSS JOIN (SELECT arrayJoin({months:Array(Date)}) AS month) AS m
     WHERE ${validity.from} < toDate32(addMonths(month, 1)) AND ${validity.to} > toDate32(month)
     GROUP BY month`,
    { months },
  );
  return new Map(found.map(({ month, hash }) => [month, hash]));
}
