import type { Client } from 'pg';
import {
  type Row,
  type RowChange,
  type TableDeclaration,
  type TableName,
  tables,
} from '../company/tables.ts';
import { CopyIn } from './copy-in.ts';

const rowsPerFlush = 20_000;

/** Takes row changes of one database and brings its tables to where they leave it. */
export interface RowStore {
  add(change: RowChange): void;
  /** Writes when enough has gathered; the write before must be over. */
  flushIfFull(): Promise<void>;
  flush(): Promise<void>;
  /** Rows written by table. */
  readonly written: Map<TableName, number>;
}

/** Within a flush the newest row of a key wins, as it will in the table. */
export function rowStore(client: Client): RowStore {
  const written = new Map<TableName, number>();
  let pending = new Map<TableName, Map<string, Row>>();
  let held = 0;
  const flush = async (): Promise<void> => {
    const batch = pending;
    pending = new Map();
    held = 0;
    for (const [table, rows] of batch) {
      await upsert(client, table, [...rows.values()]);
      written.set(table, (written.get(table) ?? 0) + rows.size);
    }
  };
  return {
    written,
    flush,
    flushIfFull: () => (held >= rowsPerFlush ? flush() : Promise.resolve()),
    add: ({ table, row }) => {
      const rows = pending.get(table) ?? new Map<string, Row>();
      pending.set(table, rows);
      rows.set(keyOf(tables[table], row), row);
      held += 1;
    },
  };
}

async function upsert(client: Client, table: TableName, rows: readonly Row[]): Promise<void> {
  const { columns, key }: TableDeclaration = tables[table];
  const incoming = `incoming_${table.replace('.', '_')}`;
  const assignments = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`);
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS ${incoming} (LIKE ${table})`);
  const copy = client.query(new CopyIn(incoming, columns, rows));
  await copy.done;
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${incoming}
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${assignments.join(', ')}`,
  );
  await client.query(`TRUNCATE ${incoming}`);
}

function keyOf(table: TableDeclaration, row: Row): string {
  let key = '';
  for (const column of table.key) key += `${row[column]}\u001f`;
  return key;
}
