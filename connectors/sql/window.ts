import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './database.ts';
import { tableExpression, utcText } from './expressions.ts';
import { othersTransactions } from './oldest-transaction.ts';
import type { PlannedCursor, StreamPlan } from './stream-plan.ts';

/** Frozen bounds of one window, each as text of the cursor's own type; `end` is what the next window starts from. */
export interface Window {
  readonly low: string | null;
  readonly high: string;
  readonly end: string;
}

/** Database clock now, ISO UTC. */
export async function databaseNow(reader: Reader): Promise<string> {
  const { rows } = await sql<{ now: string }>`SELECT ${utcText(sql`clock_timestamp()`)} AS now`.execute(
    reader,
  );
  return rows[0]?.now ?? '';
}

/**
 * The window after `previousEnd` (undefined: from the beginning); undefined when the table has no rows yet.
 * Its end is frozen, so that rows changing while it is read fall into the next one.
 */
export function freezeWindow(
  reader: Reader,
  plan: StreamPlan,
  cursor: PlannedCursor,
  previousEnd: string | undefined,
  now: Date,
): Promise<Window | undefined> {
  return cursor.type === 'int' || cursor.type === 'bigint'
    ? freezeKeys(reader, plan, cursor, previousEnd)
    : freezeTimes(reader, plan, cursor, previousEnd, now);
}

async function freezeKeys(
  reader: Reader,
  plan: StreamPlan,
  cursor: PlannedCursor,
  previousEnd: string | undefined,
): Promise<Window | undefined> {
  const { rows } = await sql<{ high: string | null }>`
    SELECT max(${sql.id(cursor.column.name)})::text AS high FROM ${tableExpression(plan)}
  `.execute(reader);
  const high = rows[0]?.high ?? undefined;
  if (high === undefined) return undefined;
  const low =
    previousEnd === undefined ? null : String(BigInt(previousEnd) - BigInt(plan.settings.overlapKeys));
  return { low, high, end: high };
}

async function freezeTimes(
  reader: Reader,
  plan: StreamPlan,
  cursor: PlannedCursor,
  previousEnd: string | undefined,
  now: Date,
): Promise<Window | undefined> {
  const later = plan.settings.windowEnd === 'newest' ? sql`>=` : sql`>`;
  const { rows } = await sql<Window>`
    WITH bounds AS (
        SELECT ${windowEnd(plan, cursor, now)} AS window_end,
               ${previousEnd ?? null}::timestamptz - make_interval(secs => ${overlapOf(plan, cursor)}) AS window_start
    )
    SELECT ${boundText(cursor, sql`window_start`)} AS low,
           ${boundText(cursor, sql`window_end`)} AS high,
           ${utcText(sql`window_end`)} AS "end"
    FROM bounds
    WHERE window_end IS NOT NULL
      AND (${previousEnd ?? null}::timestamptz IS NULL OR window_end ${later} ${previousEnd ?? null}::timestamptz)
  `.execute(reader);
  return rows[0];
}

/**
 * The slower of the two clocks counts. A row is stamped when its transaction starts and becomes visible when it
 * commits, so the end stays behind the oldest open transaction as well. Others' transactions are seen only with the
 * role pg_read_all_stats; the lag is what protects without it.
 */
function windowEnd(plan: StreamPlan, cursor: PlannedCursor, now: Date): RawBuilder<unknown> {
  if (plan.settings.windowEnd === 'newest') return newestStamp(plan, cursor);
  return sql`LEAST(
      LEAST(clock_timestamp(), ${now.toISOString()}::timestamptz)
          - make_interval(secs => ${plan.settings.lagSeconds}),
      (SELECT min(xact_start) ${othersTransactions()})
  )`;
}

/** Just behind the newest stamp, since the end of a window is not part of it. */
function newestStamp(plan: StreamPlan, cursor: PlannedCursor): RawBuilder<unknown> {
  const newest = sql`(SELECT max(${sql.id(cursor.column.name)}) FROM ${tableExpression(plan)})`;
  if (cursor.type === 'timestamptz') return sql`${newest} + interval '1 microsecond'`;
  if (cursor.type === 'date') return sql`${newest}::timestamp AT TIME ZONE ${sql.lit(cursor.zone)}`;
  return sql`${newest} AT TIME ZONE ${sql.lit(cursor.zone)} + interval '1 microsecond'`;
}

/** A zoneless stamp runs back an hour when summer time ends, and a date hides the hour. */
function overlapOf({ settings }: StreamPlan, cursor: PlannedCursor): number {
  if (cursor.type === 'date') return Math.max(86_400, settings.overlapSeconds ?? 0);
  return settings.overlapSeconds ?? (cursor.type === 'timestamp' && cursor.zone !== 'UTC' ? 3_900 : 600);
}

function boundText(cursor: PlannedCursor, instant: RawBuilder<unknown>): RawBuilder<unknown> {
  if (cursor.type === 'timestamptz') return utcText(instant);
  const local = sql`(${instant} AT TIME ZONE ${sql.lit(cursor.zone)})`;
  if (cursor.type === 'date') return sql`${local}::date::text`;
  return sql`to_char(${local}, 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
}
