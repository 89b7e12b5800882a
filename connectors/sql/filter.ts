import { type RawBuilder, sql } from 'kysely';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Cursor, SliceSpec } from '../kit/connector.ts';
import { asColumnType } from './expressions.ts';
import type { StreamPlan } from './stream-plan.ts';
import type { TableColumn } from './table.ts';

type Expression = RawBuilder<unknown>;

/** Columns that order a slice: cursor and key within a window, the key alone elsewhere. */
export function orderOf(plan: StreamPlan, slice: SliceSpec): readonly TableColumn[] {
  if (slice.params.kind !== 'window' || plan.cursor === undefined) return plan.primaryKey;
  return [plan.cursor.column, ...plan.primaryKey];
}

/** Rows of the slice that come after `from`. */
export function pageFilter(plan: StreamPlan, slice: SliceSpec, from: Cursor | undefined): Expression {
  const parts = [...bounds(plan, slice), ...after(plan, slice, from)];
  return parts.length === 0 ? sql`TRUE` : sql.join(parts, sql` AND `);
}

/** Rows stamped before the slice's frozen end, those without a stamp included. */
export function endFilter(plan: StreamPlan, slice: SliceSpec | undefined): Expression {
  const high = slice?.params.high;
  const { cursor } = plan;
  if (cursor === undefined || typeof high !== 'string' || slice?.params.field !== cursor.field)
    return sql`TRUE`;
  return sql`(${upper(plan, high)} OR ${sql.id(cursor.column.name)} IS NULL)`;
}

function bounds(plan: StreamPlan, slice: SliceSpec): readonly Expression[] {
  const { kind, field, low, high } = slice.params;
  if (kind === 'full') return [];
  const { cursor } = plan;
  if (cursor === undefined || (kind === 'window' && field !== cursor.field)) throw outdated(slice);
  const name = sql.id(cursor.column.name);
  if (kind === 'nulls') return [sql`${name} IS NULL`];
  if (typeof high !== 'string') throw outdated(slice);
  if (typeof low !== 'string') return [upper(plan, high)];
  const above = cursor.type === 'int' || cursor.type === 'bigint' ? sql`>` : sql`>=`;
  return [sql`${name} ${above} ${asColumnType(low, cursor.column)}`, upper(plan, high)];
}

/** Keys and dates include their end: the last key exists, and a day goes on after the window froze. */
function upper({ cursor }: StreamPlan, high: string): Expression {
  if (cursor === undefined) return sql`TRUE`;
  const below = cursor.type.startsWith('timestamp') ? sql`<` : sql`<=`;
  return sql`${sql.id(cursor.column.name)} ${below} ${asColumnType(high, cursor.column)}`;
}

function after(plan: StreamPlan, slice: SliceSpec, from: Cursor | undefined): readonly Expression[] {
  if (from === undefined || Object.keys(from).length === 0) return [];
  const columns = orderOf(plan, slice);
  const values = columns.map((column, index) => asColumnType(String(from[`k${index}`] ?? ''), column));
  const names = columns.map(({ name }) => sql.id(name));
  return [sql`(${sql.join(names)}) > (${sql.join(values)})`];
}

function outdated(slice: SliceSpec): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', `The slice ${slice.id} was cut for another cursor.`, {
    subject: slice.stream,
    advice: 'The declaration of the stream has changed since; plan the stream again.',
  });
}
