import type { Asset } from '../models/kit/asset.ts';
import { type Column, clickhouseType } from '../models/kit/column.ts';
import { readsStreams } from '../models/kit/reads-streams.ts';
import { withClause } from './compose.ts';
import { identifier, literal } from './identifier.ts';

// A mapping of a source is computed once: rows that break no rule go where they belong, the others into a month that there is not,
// from which they are moved to quarantine. What is left there by an attempt that died is an orphan, as any month nobody knows.

/** Where refused rows of a version wait: no row of an asset has this month. */
export const refusedMonth = '1970-01-02';

/** Columns that the stored versions of a source's mapping have besides their own, as in `CREATE TABLE`. */
export function judgementColumns(asset: Pick<Asset, 'inputs'>): readonly string[] {
  return readsStreams(asset) ? ['_broken Array(String)', '_detail String'] : [];
}

/** Names of those columns. */
export const judgementNames = '_broken, _detail';

/** The SELECT of a source's mapping, each row with the rules it breaks and, where it breaks any, what it says of itself. */
function judged(asset: Asset, sql: string): string {
  return `SELECT *, ${brokenRules(asset, sql)} AS _broken, if(empty(_broken), '', ${detailOf(asset, sql)}) AS _detail FROM (\n${sql}\n) AS _mapped`;
}

/** The asset's columns in their declared types, `_broken` and `_detail`; a refused row has nothing but its `source_id`. */
export function judgedRows({
  asset,
  sql,
  relations,
}: {
  readonly asset: Asset;
  readonly sql: string;
  readonly relations: Readonly<Record<string, string>>;
}): string {
  const columns = Object.entries(asset.columns).map(
    ([name, column]) => `${storedValue(name, column)} AS ${identifier(name)}`,
  );
  return `${withClause(relations)}SELECT ${[...columns, judgementNames].join(', ')} FROM (\n${judged(asset, sql)}\n) AS _built`;
}

/** What is missing or cannot be read is never cast: it is what the row is refused for. */
function storedValue(name: string, column: Column): string {
  const value = `_built.${identifier(name)}`;
  const type = clickhouseType(column);
  if (type.startsWith('Array')) return `CAST(if(empty(_broken), ${value}, []), ${literal(type)})`;
  const kept = name === 'source_id' ? value : `if(empty(_broken), ${value}, NULL)`;
  if (column.nullable) return `CAST(${kept}, ${literal(type)})`;
  const bare = /^LowCardinality\((.+)\)$/.exec(type)?.[1] ?? type;
  return `assumeNotNull(CAST(${kept}, ${literal(`Nullable(${bare})`)}))`;
}

/** Columns by which a refused row is found again, and whose it is, told beside its key where the entity has them. */
const telling = ['order_no', 'invoice_no', 'opportunity_id', 'customer_id', 'employee_id', 'owner_id'];

/**
 * JSON: what a row says of itself, by column, and `record_place` where its mapping says where it stands, such as file and line. Nothing about people but their numbers.
 */
function detailOf({ columns, orderBy }: Asset, sql: string): string {
  const told = [...new Set([...orderBy, ...telling])].filter((name) => columns[name]?.personal === false);
  const names = [...told, ...(/\bAS\s+record_place\b/i.test(sql) ? ['record_place'] : [])];
  const pairs = names.map((name) => `${literal(name)}, ifNull(toString(${identifier(name)}), '')`);
  return pairs.length === 0 ? "'{}'" : `toJSONString(map(${pairs.join(', ')}))`;
}

/** Nothing that is required is missing, and nothing that is there was unreadable; the names of the rules that are broken. */
function brokenRules({ columns }: Asset, sql: string): string {
  const required = Object.entries(columns)
    .filter(([, column]) => !column.nullable)
    .map(([name]) => `if(isNull(${identifier(name)}), ${literal(`${name} is missing`)}, '')`);
  const missing = `arrayFilter(r -> r != '', [${required.join(', ')}]::Array(String))`;
  return hasProblems(sql)
    ? `arrayConcat(${missing}, arrayMap(p -> concat('unreadable ', p), problems))`
    : missing;
}

/** Whether the mapping lists fields that are there but cannot be read. */
function hasProblems(sql: string): boolean {
  return /\bAS\s+problems\b/i.test(sql);
}
