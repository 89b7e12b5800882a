import type { Asset } from '../models/kit/asset.ts';
import type { Parameters, Warehouse } from './client.ts';
import { withClause } from './compose.ts';
import { identifier, literal } from './identifier.ts';

/** The SELECT of a source's mapping, good rows only: nothing required is missing, nothing was unreadable. */
export function acceptedRows(asset: Asset, sql: string): string {
  return `SELECT * FROM (\n${sql}\n) AS _mapped WHERE ${
    rulesOf(asset, sql)
      .map(([, broken]) => `NOT (${broken})`)
      .join(' AND ') || '1'
  }`;
}

/** Rules broken by the rows of a mapping, counted, after writing each refused row with its rules to `meta.quarantine`. */
export async function quarantineRefused(
  warehouse: Warehouse,
  mapping: {
    readonly asset: Asset;
    readonly sql: string;
    readonly relations: Readonly<Record<string, string>>;
  },
  version: number,
  parameters: Parameters,
): Promise<readonly { readonly rule: string; readonly rows: number }[]> {
  const { asset, sql, relations } = mapping;
  await warehouse.command(
    `INSERT INTO meta.quarantine (asset, _version, source_id, rule, detail)
     ${withClause(relations)}SELECT ${literal(asset.key)}, toUInt64(${version}), _source, rule, _detail FROM (
       SELECT ifNull(toString(source_id), '') AS _source, ${detailOf(asset, sql)} AS _detail, arrayJoin(arrayConcat(arrayFilter(r -> r != '', [${brokenRules(asset, sql)}])${problemRules(sql)})) AS rule
       FROM (\n${sql}\n) AS _mapped)`,
    parameters,
  );
  const found = await warehouse.rows<{ rule: string; rows: string }>(
    'SELECT rule, count() AS rows FROM meta.quarantine WHERE asset = {asset:String} AND _version = {version:UInt64} GROUP BY rule ORDER BY rule',
    { asset: asset.key, version },
  );
  return found.map(({ rule, rows }) => ({ rule, rows: Number(rows) }));
}

/**
 * Forgets the refused rows of versions that nobody needs: one statement for all, since each costs a second, and none for none.
 * Versions newer than `newest` of their asset are under way.
 */
export async function dropQuarantine(
  warehouse: Warehouse,
  {
    newest,
    isStored,
  }: {
    readonly newest: ReadonlyMap<string, number>;
    readonly isStored: (asset: string, version: number) => boolean;
  },
): Promise<void> {
  const kept = await warehouse.rows<{ asset: string; version: string }>(
    'SELECT DISTINCT asset, _version AS version FROM meta.quarantine',
  );
  const pairs = kept
    .map(({ asset, version }) => ({ asset, version: Number(version) }))
    .filter(({ asset, version }) => version < (newest.get(asset) ?? 0) && !isStored(asset, version))
    .map(({ asset, version }) => `(${literal(asset)}, ${version})`);
  if (pairs.length === 0) return;
  await warehouse.command(`DELETE FROM meta.quarantine WHERE (asset, _version) IN (${pairs.join(', ')})`);
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

function brokenRules(asset: Asset, sql: string): string {
  const required = rulesOf(asset, sql).filter(([rule]) => rule !== 'readable');
  return required.map(([rule, broken]) => `if(${broken}, ${literal(rule)}, '')`).join(', ') || "''";
}

function problemRules(sql: string): string {
  return hasProblems(sql) ? `, arrayMap(p -> concat('unreadable ', p), problems)` : '';
}

function rulesOf(asset: Asset, sql: string): readonly (readonly [rule: string, broken: string])[] {
  const required = Object.entries(asset.columns)
    .filter(([, column]) => !column.nullable)
    .map(([name]) => [`${name} is missing`, `isNull(${identifier(name)})`] as const);
  return hasProblems(sql) ? [...required, ['readable', 'notEmpty(problems)'] as const] : required;
}

/** Whether the mapping lists fields that are there but cannot be read. */
function hasProblems(sql: string): boolean {
  return /\bAS\s+problems\b/i.test(sql);
}
