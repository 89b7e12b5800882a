import { z } from 'zod';
import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';

/** A table or view with its columns' types. */
export interface TableColumns {
  readonly database: string;
  readonly table: string;
  readonly columns: ReadonlyMap<string, string>;
}

/** What has to be known of the tables before row filters can be told. */
export interface Catalogue {
  readonly tables: readonly TableColumns[];
  /** Policies of SQL that do not go with a table, by `policyOnTable`: they name a column that is not there, or there is no table. */
  readonly unfit: ReadonlySet<string>;
}

export const unknownTables: Catalogue = { tables: [], unfit: new Set() };

/** A statement that fails where the condition does not go with the table's columns; it reads nothing. */
export function fitnessSql(condition: string, { columns }: TableColumns): string {
  const structure = [...columns].map(([name, type]) => `${quotedIdentifier(name)} ${type}`).join(', ');
  return `DESCRIBE (SELECT (${condition}) FROM null(${stringLiteral(structure)}))`;
}

const rows = z.array(z.tuple([z.string(), z.string(), z.record(z.string(), z.string())]));

/** Asks for the tables of these databases as one JSON text, so that any name survives. */
export function catalogueSql(databases: readonly string[]): string {
  const list = databases.map(stringLiteral).join(', ');
  return `SELECT toJSONString(groupArray((database, table, columns))) FROM (
    SELECT database, table, CAST((groupArray(name), groupArray(type)), 'Map(String, String)') AS columns
    FROM system.columns WHERE database IN (${list}) GROUP BY database, table ORDER BY database, table)`;
}

export function readCatalogue(json: string): TableColumns[] {
  return rows
    .parse(JSON.parse(json))
    .map(([database, table, columns]) => ({ database, table, columns: new Map(Object.entries(columns)) }));
}
