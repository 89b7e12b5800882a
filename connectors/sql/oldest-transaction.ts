import { type RawBuilder, sql } from 'kysely';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { applicationName, type Reader } from './database.ts';
import { utcText } from './expressions.ts';

/** No honest write takes this long; a session that does was forgotten. */
const longestMs = 24 * 60 * 60 * 1000;

interface OldestTransaction {
  readonly pid: number;
  readonly user: string | null;
  readonly state: string | null;
  /** ISO UTC, by the database's clock like `now`. */
  readonly start: string;
  readonly now: string;
}

/** Rows of others' open transactions, as `FROM … WHERE …`. Seen only with the role pg_read_all_stats. */
export function othersTransactions(): RawBuilder<unknown> {
  return sql`FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
        AND backend_type = 'client backend' AND application_name <> ${applicationName}`;
}

export async function oldestTransaction(reader: Reader): Promise<OldestTransaction | undefined> {
  const { rows } = await sql<OldestTransaction>`
    SELECT pid, usename AS "user", state, ${utcText(sql`xact_start`)} AS start,
           ${utcText(sql`clock_timestamp()`)} AS now
    ${othersTransactions()}
    ORDER BY xact_start, pid
    LIMIT 1
  `.execute(reader);
  return rows[0];
}

/**
 * A window ends before the oldest open transaction, so one that is never ended holds back every row after it while
 * the runs succeed and read nothing.
 *
 * @throws SOURCE_CONTRACT naming the session
 */
export function assertNotForgotten(oldest: OldestTransaction | undefined, subject: string): void {
  if (oldest === undefined || Date.parse(oldest.now) - Date.parse(oldest.start) <= longestMs) return;
  const { pid, user, state, start } = oldest;
  throw new YardstickError(
    'SOURCE_CONTRACT',
    `A transaction open since ${start} holds back everything newer (pid ${pid}, user ${user ?? 'unknown'}, ${state ?? 'state unknown'}).`,
    {
      subject,
      advice: `End that session in the source database, SELECT pg_terminate_backend(${pid}), then run it again.`,
    },
  );
}
