import { type RawBuilder, sql } from 'kysely';
import type { FieldType } from '../kit/connector.ts';
import type { PlannedCursor, StreamPlan } from './stream-plan.ts';
import type { TableColumn } from './table.ts';

type Expression = RawBuilder<unknown>;

const isoUtc = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
const isoLocal = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.US');

export function tableExpression({ table }: StreamPlan): Expression {
  return sql`${sql.id(table.schema, table.table)}`;
}

/** A column as it stands in the record's JSON: instants as ISO UTC text, digits untouched. */
export function bodyExpression(column: TableColumn, type: FieldType, zone: string): Expression {
  const name = sql.id(column.name);
  if (column.dataType === 'timestamp with time zone')
    return type === 'date' ? sql`(${name} AT TIME ZONE ${sql.lit(zone)})::date` : utcText(sql`${name}`);
  if (column.dataType === 'timestamp without time zone')
    return type === 'date' ? sql`${name}::date` : utcText(sql`${name} AT TIME ZONE ${sql.lit(zone)}`);
  if (column.dataType === 'money') return sql`${name}::numeric`;
  return sql`${name}`;
}

/** ISO-8601 UTC with microseconds; NULL for infinity. */
export function utcText(instant: Expression): Expression {
  return sql`to_char((${instant}) AT TIME ZONE 'UTC', ${isoUtc})`;
}

/** The cursor as text that casts back to exactly the same value: never through a JavaScript date. */
export function cursorText(cursor: PlannedCursor): Expression {
  const name = sql.id(cursor.column.name);
  if (cursor.type === 'timestamptz') return utcText(sql`${name}`);
  if (cursor.type === 'timestamp') return sql`to_char(${name}, ${isoLocal})`;
  return sql`${name}::text`;
}

/** The row's modification instant; undefined for cursors that are not a time. */
export function updatedAtExpression({ cursor }: StreamPlan): Expression {
  if (cursor === undefined) return sql`NULL::text`;
  const name = sql.id(cursor.column.name);
  if (cursor.type === 'timestamptz') return utcText(sql`${name}`);
  if (cursor.type === 'timestamp') return utcText(sql`${name} AT TIME ZONE ${sql.lit(cursor.zone)}`);
  if (cursor.type === 'date') return utcText(sql`${name}::timestamp AT TIME ZONE ${sql.lit(cursor.zone)}`);
  return sql`NULL::text`;
}

/** True for rows the source marks as deleted. */
export function deletedExpression({ softDelete }: StreamPlan): Expression {
  if (softDelete === undefined) return sql`FALSE`;
  const name = sql.id(softDelete.name);
  const { dataType } = softDelete;
  if (dataType === 'boolean') return sql`COALESCE(${name}, FALSE)`;
  if (dataType.startsWith('timestamp') || dataType === 'date') return sql`${name} IS NOT NULL`;
  if (['smallint', 'integer', 'bigint', 'numeric'].includes(dataType)) return sql`COALESCE(${name}, 0) <> 0`;
  return sql`COALESCE(lower(trim(${name}::text)) IN ('y', 'yes', 't', 'true', '1', 'x', 'd', 'deleted'), FALSE)`;
}

/** A text parameter cast to the column's own type, so that the comparison can use its index. */
export function asColumnType(text: string, column: TableColumn): Expression {
  return sql`${text}::${sql.id(...column.castTo)}`;
}
