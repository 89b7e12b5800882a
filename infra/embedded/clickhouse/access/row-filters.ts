import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Catalogue, TableColumns } from './catalogue.ts';
import { filterTag } from './engine-role.ts';
import { type AccessModel, policyKey, type RowPolicy } from './model.ts';
import { readableDatabases, rowsTag } from './session-rights.ts';

/** The condition of each filtered table for every session, by database and table. */
export type TableFilters = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** One part of a table's condition: it counts in sessions that carry the tag. */
interface Part {
  readonly tag: string;
  readonly restrictive: boolean;
  readonly condition: string;
}

/** Before the tags in `log_comment`. Its sessions cannot change that setting (see `users-xml.ts`). */
const carrierMark = 'yardstick:';

/** The value of `log_comment` that binds a session to these filters. */
export function carrier(filters: readonly string[]): string {
  return `${carrierMark},${filters.join(',')},`;
}

/** The engine's role, without any rights, that such a session puts on. */
export function filterRole(tag: string): string {
  return `filter_${tag}`;
}

/** The tags of all filters that there are. */
export function allTags(users: readonly ClickHouseUser[], model: AccessModel): string[] {
  const configured = users.filter(({ rows }) => rows !== undefined).map(rowsTag);
  return [...configured, ...model.policies.map((policy) => filterTag(policyKey(policy)))];
}

/** The filters of all tables: those of SQL, and those that the configuration sets on a column wherever it occurs. */
export function tableFilters(
  users: readonly ClickHouseUser[],
  model: AccessModel,
  { tables, unfit }: Catalogue,
): TableFilters {
  const filters = new Map<string, Map<string, Part[]>>();
  const add = (database: string, table: string, part: Part) => {
    if (!isPlainName(database, table)) return;
    const ofDatabase = filters.get(database) ?? new Map<string, Part[]>();
    filters.set(database, ofDatabase.set(table, [...(ofDatabase.get(table) ?? []), part]));
  };
  for (const policy of model.policies)
    for (const table of tablesOf(policy, tables))
      add(
        policy.database,
        table,
        unfit.has(policyOnTable(policy, table)) ? unfitPart(policy) : sqlPart(policy),
      );
  for (const user of users)
    for (const { database, table, columns } of tables)
      if (readableDatabases(user).includes(database))
        for (const part of configuredParts(user, columns)) add(database, table, part);
  const texts = (ofDatabase: Map<string, Part[]>) =>
    new Map([...ofDatabase].map(([table, parts]) => [table, combined(parts)] as const));
  return new Map([...filters].map(([database, each]) => [database, texts(each)]));
}

/** Names that the engine's file of users can hold filters for; other tables are closed to whoever is filtered. */
export function isPlainName(...names: readonly string[]): boolean {
  return names.every((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
}

/** Databases whose tables must be known before the filters can be told. */
export function filteredDatabases(users: readonly ClickHouseUser[], model: AccessModel): string[] {
  const configured = users.filter(({ rows }) => rows !== undefined).flatMap(readableDatabases);
  const bySql = model.policies.map(({ database }) => database);
  return [...new Set([...configured, ...bySql])].sort();
}

/** The tables that a policy is on. */
export function tablesOf({ database, table }: RowPolicy, tables: readonly TableColumns[]): string[] {
  if (table !== '*') return [table];
  return tables.filter((each) => each.database === database).map((each) => each.table);
}

function sqlPart(policy: RowPolicy): Part {
  const { restrictive, using = '1' } = policy;
  return { tag: filterTag(policyKey(policy)), restrictive, condition: using };
}

/** As a server does, whoever is bound by it gets an error; others do not notice. */
function unfitPart(policy: RowPolicy): Part {
  const tag = filterTag(policyKey(policy));
  const message = `Row policy ${policy.name} does not go with the columns of this table`;
  const condition = `throwIf(${carries({ tag })}, ${stringLiteral(message)}) = 0`;
  return { tag, restrictive: policy.restrictive, condition };
}

export function policyOnTable(policy: RowPolicy, table: string): string {
  return JSON.stringify([policyKey(policy), table]);
}

function configuredParts(user: ClickHouseUser, columns: ReadonlyMap<string, string>): Part[] {
  return Object.entries(user.rows ?? {}).flatMap(([column, values]) => {
    const type = columns.get(column);
    if (type === undefined) return [];
    // Only texts are compared as they are: a number written in the configuration is a text here.
    const value = /String/.test(type) ? quotedIdentifier(column) : `toString(${quotedIdentifier(column)})`;
    const condition = `${value} IN (${values.map(stringLiteral).join(', ')})`;
    return [{ tag: rowsTag(user), restrictive: true, condition }];
  });
}

/** As a server does: any permissive filter that binds the session lets a row through, all restrictive ones must. */
function combined(parts: readonly Part[]): string {
  const permissive = parts.filter(({ restrictive }) => !restrictive);
  const any = permissive.map((part) => `(${carries(part)} AND (${part.condition}))`);
  const none = permissive.map((part) => `NOT ${carries(part)}`).join(' AND ');
  const open = permissive.length === 0 ? [] : [`(${[`(${none})`, ...any].join(' OR ')})`];
  const all = parts
    .filter(({ restrictive }) => restrictive)
    .map((part) => `(NOT ${carries(part)} OR (${part.condition}))`);
  return [...open, ...all].join(' AND ');
}

/**
 * Whether the filter binds the session, by two carriers, since each has a gap. A subquery may set `log_comment` for itself even
 * where the session may not; roles are out of its reach. Within a view that runs with its definer's rights all roles are on, and
 * only `log_comment` tells who asks.
 */
function carries({ tag }: Pick<Part, 'tag'>): string {
  return `(position(getSetting('log_comment'), ',${tag},') > 0 OR ${wears(filterRole(tag))})`;
}

/** Whether the session is one of a user whom filters may bind. */
export const isLimited = `(startsWith(getSetting('log_comment'), '${carrierMark}') OR ${wears('everyone')})`;

function wears(role: string): string {
  return `(has(currentRoles(), '${role}') AND NOT has(currentRoles(), 'admin'))`;
}
