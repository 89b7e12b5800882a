import type { Client } from 'pg';
import {
  type Row,
  type RowChange,
  type TableDeclaration,
  type TableName,
  tables,
} from '../company/tables.ts';
import { CopyIn } from './copy-in.ts';

/** Few, so that rows are written before the garbage collector has moved them to where it seldom looks. */
const rowsPerFlush = 6_000;

/** Takes row changes of one database and brings its tables to where they leave it. */
export interface RowStore {
  add(change: RowChange): void;
  /** Writes when enough has gathered; the write before must be over. */
  flushIfFull(): Promise<void>;
  flush(): Promise<void>;
  /** Rows written by table. */
  readonly written: Map<TableName, number>;
}

/**
 * Within a flush the newest row of a key wins, as it will in the table. With `startsEmpty`, rows of keys never written before are
 * copied straight into their table, which costs PostgreSQL half of an upsert.
 */
export function rowStore(client: Client, startsEmpty: boolean): RowStore {
  const isNew = startsEmpty ? firstSightings() : () => false;
  const written = new Map<TableName, number>();
  let pending = new Map<TableName, Map<string, Row>>();
  let held = 0;
  const flush = async (): Promise<void> => {
    const batch = pending;
    pending = new Map();
    held = 0;
    for (const [table, rows] of batch) {
      await write(client, table, rows, isNew);
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

async function write(
  client: Client,
  table: TableName,
  rows: ReadonlyMap<string, Row>,
  isNew: (key: string) => boolean,
): Promise<void> {
  const fresh: Row[] = [];
  const known: Row[] = [];
  for (const [key, row] of rows) (isNew(`${table}/${key}`) ? fresh : known).push(row);
  if (fresh.length > 0) await copyInto(client, table, tables[table].columns, fresh);
  if (known.length > 0) await upsert(client, table, known);
}

/** Tells keys not seen before, in 16 MiB: a key may wrongly count as seen (and is upserted), never as new. */
function firstSightings(): (key: string) => boolean {
  const bits = new Uint8Array(2 ** 24);
  return (key) => {
    let hash = 0x811c9dc5;
    for (let index = 0; index < key.length; index += 1) {
      hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    }
    const bit = (hash ^ (hash >>> 15)) & 0x7ffffff;
    const mask = 1 << (bit & 7);
    const seen = ((bits[bit >> 3] ?? 0) & mask) !== 0;
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | mask;
    return !seen;
  };
}

async function copyInto(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  await client.query(new CopyIn(table, columns, rows)).done;
}

async function upsert(client: Client, table: TableName, rows: readonly Row[]): Promise<void> {
  const { columns, key }: TableDeclaration = tables[table];
  const incoming = `incoming_${table.replace('.', '_')}`;
  const assignments = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`);
  await client.query(`CREATE TEMP TABLE IF NOT EXISTS ${incoming} (LIKE ${table})`);
  await copyInto(client, incoming, columns, rows);
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
