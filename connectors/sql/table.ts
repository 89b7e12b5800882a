import { sql } from 'kysely';
import type { SqlConfig, SqlStream } from './config.ts';
import type { Reader } from './database.ts';

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

export interface TableColumn {
  readonly name: string;
  /** As information_schema names it: `numeric`, `timestamp without time zone`. */
  readonly dataType: string;
  /** The exact type to cast text to. */
  readonly castTo: readonly [schema: string, type: string];
  readonly nullable: boolean;
}

export type TableColumns = ReadonlyMap<string, TableColumn>;

export function tableOf(stream: SqlStream, config: SqlConfig): TableName {
  const dot = stream.table.indexOf('.');
  if (dot < 0) return { schema: config.schema, table: stream.table };
  return { schema: stream.table.slice(0, dot), table: stream.table.slice(dot + 1) };
}

interface ColumnRow {
  readonly table_schema: string;
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly udt_schema: string;
  readonly udt_name: string;
  readonly is_nullable: string;
}

/** The columns the user may see of each table; an absent table has none. */
export async function readColumns(
  reader: Reader,
  tables: readonly TableName[],
): Promise<readonly TableColumns[]> {
  const { rows } = await sql<ColumnRow>`
    SELECT table_schema, table_name, column_name, data_type, udt_schema, udt_name, is_nullable
    FROM information_schema.columns
    WHERE table_schema = ANY(${tables.map(({ schema }) => schema)}::text[])
      AND table_name = ANY(${tables.map(({ table }) => table)}::text[])
    ORDER BY table_schema, table_name, ordinal_position
  `.execute(reader);
  return tables.map(({ schema, table }) => {
    const own = rows.filter((row) => row.table_schema === schema && row.table_name === table);
    return new Map(own.map((row) => [row.column_name, columnOf(row)]));
  });
}

function columnOf(row: ColumnRow): TableColumn {
  return {
    name: row.column_name,
    dataType: row.data_type,
    castTo: [row.udt_schema, row.udt_name],
    nullable: row.is_nullable === 'YES',
  };
}
