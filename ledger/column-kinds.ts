import type { ColumnType } from 'kysely';

/** JSON in a column: read as a value, written as JSON text (pg would turn an array into a PostgreSQL array). */
export type Json<T> = ColumnType<T, string, string>;
/** ISO-8601 UTC text. */
export type Instant = string;

export type JsonObject = Readonly<Record<string, unknown>>;
