import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import type { LedgerDb, LedgerSchema } from './schema.ts';

export interface Ledger {
  readonly db: LedgerDb;
  close(): Promise<void>;
}

/**
 * The ledger at a `postgres://` address; connects lazily, so an unreachable server shows with the first query
 * (`migrate` turns that into advice). Every table stands in the schema `ledger`.
 */
export function openLedger(url: string): Ledger {
  const pool = new pg.Pool({
    connectionString: url,
    types: columnTypes(),
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'yardstick',
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<LedgerSchema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  }).withSchema('ledger');
  return { db, close: () => db.destroy() };
}
