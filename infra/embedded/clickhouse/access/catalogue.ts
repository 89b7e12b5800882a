import { z } from 'zod';
import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';

/** A table or view with its columns' types. */
export interface TableColumns {
  readonly database: string;
  readonly table: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** A table that row filters do not reach, whoever reads it. */
export interface ClosedTable {
  readonly database: string;
  readonly table: string;
}

/** What has to be known of the tables before row filters can be told. */
export interface Catalogue {
  readonly tables: readonly TableColumns[];
  /** Policies of SQL that do not go with a table, by `policyOnTable`: they name a column that is not there, or there is no table. */
  readonly unfit: ReadonlySet<string>;
  /** Nobody who is bound by a filter may read these. */
  readonly closed: readonly ClosedTable[];
}

export const unknownTables: Catalogue = { tables: [], unfit: new Set(), closed: [] };

/** A statement that fails where the condition does not go with the table's columns; it reads nothing. */
export function fitnessSql(condition: string, { columns }: TableColumns): string {
  const structure = [...columns].map(([name, type]) => `${quotedIdentifier(name)} ${type}`).join(', ');
  return `DESCRIBE (SELECT (${condition}) FROM null(${stringLiteral(structure)}))`;
}

const rows = z.array(z.tuple([z.string(), z.string(), z.record(z.string(), z.string())]));

/**
 * Engines whose rows the engine filters on every way to them. Of others, Join and Set answer joinGet() and IN past any filter, Alias has
 * the rows of another table, and those of other machines were not looked at.
 */
const filterable = [
  'View',
  'MaterializedView',
  'Memory',
  'Log',
  'TinyLog',
  'StripeLog',
  'Dictionary',
  'Merge',
  'Null',
];
/** A view with parameters has no columns that a filter could name. */
const isFilterable = `(endsWith(engine, 'MergeTree') OR engine IN (${filterable.map(stringLiteral).join(', ')})) AND empty(parameterized_view_parameters)`;

/** Asks for the tables of these databases as one JSON text, so that any name survives. */
export function catalogueSql(databases: readonly string[]): string {
  const list = databases.map(stringLiteral).join(', ');
  return `SELECT toJSONString(groupArray((database, table, columns))) FROM (
    SELECT database, table, CAST((groupArray(name), groupArray(type)), 'Map(String, String)') AS columns
    FROM system.columns WHERE database IN (${list})
      AND (database, table) IN (SELECT database, name FROM system.tables WHERE database IN (${list}) AND ${isFilterable})
    GROUP BY database, table ORDER BY database, table)`;
}

/** Asks for the tables that no filter reaches. */
export function closedSql(databases: readonly string[]): string {
  const list = databases.map(stringLiteral).join(', ');
  return `SELECT database, name FROM system.tables WHERE database IN (${list}) AND NOT (${isFilterable}) ORDER BY ALL`;
}

const closedRows = z.array(z.tuple([z.string(), z.string()]));

export function readClosed(found: unknown): ClosedTable[] {
  return closedRows.parse(found).map(([database, table]) => ({ database, table }));
}

export function readCatalogue(json: string): TableColumns[] {
  return rows
    .parse(JSON.parse(json))
    .map(([database, table, columns]) => ({ database, table, columns: new Map(Object.entries(columns)) }));
}
