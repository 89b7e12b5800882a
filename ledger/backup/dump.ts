import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';

export const ledgerDumpSchema = z.strictObject({
  /** Name of the newest migration that was applied. */
  migration: z.string(),
  /** The newest published release; 0 before the first. */
  release: z.int().min(0),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      columns: z.array(z.string()).min(1),
      rows: z.int().min(0),
      /** Its name in the folder of the dump; in PostgreSQL's text format. */
      file: z.string().regex(/^[^/]+\.copy$/),
    }),
  ),
});

/** What a ledger was at one instant; the rows stand in files, one for each table. */
export type LedgerDump = z.output<typeof ledgerDumpSchema>;

/** A sequence and the number it gave last; null when it never gave one. */
export const sequencesSchema = z.record(z.string(), z.int().nullable());
export type Sequences = z.output<typeof sequencesSchema>;

/** Their names and contents are made by the migrations themselves. */
const ofMigrations = ['migration', 'migration_lock'];

/** Writes every table of the ledger into a folder, all as of one instant, while others go on writing. */
export async function dumpLedger(url: string, folder: string): Promise<LedgerDump> {
  await mkdir(folder, { recursive: true });
  return withClient(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = [];
    for (const { table, columns } of await tablesOf(client)) {
      const file = `${table}.copy`;
      const rows = await copyOut(client, { table, columns }, join(folder, file));
      tables.push({ table, columns, rows, file });
    }
    const state = await stateOf(client);
    await client.query('COMMIT');
    return { ...state, tables };
  });
}

/**
 * The ledger's sequences. To be asked last: numbers that were drawn while the warehouse was copied must not be drawn
 * again after a restore, for they may stand in its rows.
 */
export function ledgerSequences(url: string): Promise<Sequences> {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT sequencename AS name, last_value::float8 AS last FROM pg_sequences WHERE schemaname = 'ledger'`,
    );
    const found = z.array(z.object({ name: z.string(), last: z.int().nullable() })).parse(rows);
    return Object.fromEntries(found.map(({ name, last }) => [name, last]));
  });
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'yardstick backup' });
  // A connection that breaks fails the query under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function tablesOf(client: Client) {
  const { rows } = await client.query(
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'ledger'::regnamespace AND c.relkind = 'r' AND NOT c.relname = ANY ($1)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [ofMigrations],
  );
  return z.array(z.object({ table: z.string(), columns: z.array(z.string()) })).parse(rows);
}

async function copyOut(
  client: Client,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  file: string,
): Promise<number> {
  const list = columns.map(quoted).join(', ');
  const copy = client.query(copyTo(`COPY ledger.${quoted(table)} (${list}) TO STDOUT`));
  await pipeline(copy, createWriteStream(file, { mode: 0o600 }));
  return copy.rowCount;
}

async function stateOf(client: Client): Promise<Pick<LedgerDump, 'migration' | 'release'>> {
  const { rows } = await client.query(
    `SELECT (SELECT max(name) FROM ledger.migration) AS migration,
       (SELECT coalesce(max(release), 0)::float8 FROM ledger.release WHERE state = 'published') AS release`,
  );
  return z.object({ migration: z.string(), release: z.int() }).parse(rows[0]);
}
