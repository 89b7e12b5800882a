import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { ConnectorContext } from '../kit/connector.ts';
import type { PageName } from '../kit/page-name.ts';
import { retry } from '../kit/retry.ts';
import type { SqlConfig } from './config.ts';
import { databaseError } from './database-error.ts';

/** Marks our own sessions, so that they do not hold back the end of a window. */
export const applicationName = 'yardstick-extract';

/** Tables are known at run time only, so there is no row type to check against. */
export type Reader = Transaction<Record<string, never>>;

export interface Database {
  /** Runs `work` in one read-only snapshot, again after a passing failure. */
  read<T>(name: PageName, signal: AbortSignal, work: (reader: Reader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function openDatabase(config: SqlConfig, context: ConnectorContext): Database {
  const pool = new pg.Pool({
    connectionString: config.connection.url,
    application_name: applicationName,
    max: 2,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 10_000,
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  const bucket = { name: `${context.source}:queries`, capacity: 20, refillPerSecond: 20 };
  const attempt = async <T>(name: PageName, signal: AbortSignal, work: (reader: Reader) => Promise<T>) => {
    signal.throwIfAborted();
    await context.limiter.take(bucket, 1, signal);
    try {
      return await inSnapshot(kysely, config, work);
    } catch (caught) {
      throw databaseError(caught, name);
    }
  };
  return {
    read: (name, signal, work) => retry(() => attempt(name, signal, work), context, signal),
    close: () => kysely.destroy(),
  };
}

function inSnapshot<T>(
  kysely: Kysely<Record<string, never>>,
  config: SqlConfig,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  return kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (reader) => {
      // Per transaction, not as start-up options: connection poolers refuse those.
      await sql`
        SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
               set_config('IntervalStyle', 'iso_8601', true), set_config('extra_float_digits', '1', true),
               set_config('statement_timeout', ${String(config.statementTimeoutSeconds * 1000)}, true)
      `.execute(reader);
      return work(reader);
    });
}
