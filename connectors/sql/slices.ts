import { sql } from 'kysely';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { subjectOf } from '../kit/page-name.ts';
import { openSlices, textParam } from '../kit/progress.ts';
import type { Reader } from './database.ts';
import { tableExpression } from './expressions.ts';
import { assertNotForgotten, oldestTransaction } from './oldest-transaction.ts';
import type { PlannedCursor, StreamPlan } from './stream-plan.ts';
import { databaseNow, freezeWindow, type Window } from './window.ts';

/** A pass that was not finished within this time starts anew: its first rows are too old to be called current. */
const longestPassMs = 24 * 60 * 60 * 1000;

/**
 * What to read now. With a cursor: unfinished windows, then one up to the frozen end, and the rows without a
 * cursor value. Without one: a full pass, or the unfinished one of the last day.
 */
export async function sqlSlices(
  reader: Reader,
  source: string,
  plan: StreamPlan,
  progress: StreamProgress,
  clock: Date,
): Promise<readonly SliceSpec[]> {
  const counts = await countNulls(reader, plan);
  const subject = subjectOf({ source, stream: plan.name });
  if (counts.keyless)
    throw new YardstickError('SOURCE_CONTRACT', 'Rows have no value in a primary key column.', { subject });
  const now = await databaseNow(reader);
  if (plan.cursor === undefined) return [fullPass(plan, progress, now)];
  if (counts.withoutCursor !== '0' && plan.settings.nullCursor === 'refuse') {
    const happened = `${counts.withoutCursor} rows have no value in the cursor ${plan.cursor.field}.`;
    throw new YardstickError('SOURCE_CONTRACT', happened, { subject });
  }
  if (endsByClock(plan, plan.cursor)) assertNotForgotten(await oldestTransaction(reader), subject);
  const window = await nextWindow(reader, plan, plan.cursor, progress, { now, clock });
  const nulls = counts.withoutCursor === '0' ? [] : [nullPass(plan, now)];
  return [...openWindows(progress, plan.cursor.field), ...window, ...nulls];
}

function fullPass(plan: StreamPlan, progress: StreamProgress, now: string): SliceSpec {
  const unfinished = openSlices(progress).findLast((slice) => slice.params.kind === 'full');
  const begun = Date.parse(textParam(unfinished, 'at') ?? '');
  if (unfinished !== undefined && Date.parse(now) - begun < longestPassMs) return unfinished;
  return { stream: plan.name, id: `full-${now}`, params: { kind: 'full', at: now }, complete: true };
}

/** Rows without a cursor value cannot show that they changed, so they are read on every run. */
function nullPass(plan: StreamPlan, now: string): SliceSpec {
  return { stream: plan.name, id: `nulls-${now}`, params: { kind: 'nulls', at: now }, complete: false };
}

function openWindows(progress: StreamProgress, field: string): readonly SliceSpec[] {
  return openSlices(progress).filter((slice) => isWindowOf(slice, field));
}

function isWindowOf(slice: SliceSpec, field: string): boolean {
  return slice.params.kind === 'window' && slice.params.field === field;
}

async function nextWindow(
  reader: Reader,
  plan: StreamPlan,
  cursor: PlannedCursor,
  progress: StreamProgress,
  { now, clock }: { readonly now: string; readonly clock: Date },
): Promise<readonly SliceSpec[]> {
  const previous = progress.slices.findLast(({ slice }) => isWindowOf(slice, cursor.field))?.slice;
  const previousEnd = textParam(previous, 'end');
  const window = await freezeWindow(reader, plan, cursor, previousEnd, clock);
  return window === undefined ? [] : [windowSlice(plan, cursor, window, previousEnd, now)];
}

function windowSlice(
  plan: StreamPlan,
  cursor: PlannedCursor,
  window: Window,
  previousEnd: string | undefined,
  now: string,
): SliceSpec {
  const { low, high, end } = window;
  // Without a clock the same end comes again, and is read again: a lower value may have been committed since.
  const suffix = endsByClock(plan, cursor) ? '' : `@${now}`;
  return {
    stream: plan.name,
    id: `${previousEnd ?? 'start'}/${end}${suffix}`,
    params: { kind: 'window', field: cursor.field, low, high, end },
    complete: false,
  };
}

function endsByClock({ settings }: StreamPlan, { type }: PlannedCursor): boolean {
  return type !== 'int' && type !== 'bigint' && settings.windowEnd === 'clock';
}

interface NullCounts {
  readonly keyless: boolean;
  readonly withoutCursor: string;
}

async function countNulls(reader: Reader, plan: StreamPlan): Promise<NullCounts> {
  const table = tableExpression(plan);
  const keyless = plan.primaryKey
    .filter(({ nullable }) => nullable)
    .map(({ name }) => sql`EXISTS (SELECT FROM ${table} WHERE ${sql.id(name)} IS NULL)`);
  const withoutCursor = plan.cursor?.column.nullable
    ? sql`(SELECT count(*) FROM ${table} WHERE ${sql.id(plan.cursor.column.name)} IS NULL)`
    : sql`0`;
  const { rows } = await sql<NullCounts>`
    SELECT ${sql.join([sql`FALSE`, ...keyless], sql` OR `)} AS keyless, ${withoutCursor}::text AS "withoutCursor"
  `.execute(reader);
  return rows[0] ?? { keyless: false, withoutCursor: '0' };
}
