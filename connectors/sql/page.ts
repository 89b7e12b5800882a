import { type RawBuilder, sql } from 'kysely';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Cursor, SliceSpec, SourcePage, SourceRecord } from '../kit/connector.ts';
import { recordBodyOf } from '../kit/record-body.ts';
import { recordKey } from '../kit/record-key.ts';
import type { Reader } from './database.ts';
import {
  bodyExpression,
  cursorText,
  deletedExpression,
  tableExpression,
  updatedAtExpression,
} from './expressions.ts';
import { orderOf, pageFilter } from './filter.ts';
import type { StreamPlan } from './stream-plan.ts';

interface PageRow {
  readonly body: string;
  readonly key: readonly string[];
  /** Where the row stands in the slice's order; null values cannot be continued from. */
  readonly position: readonly (string | null)[];
  readonly updated_at: string | null;
  readonly deleted: boolean;
  /** Rows found before the page was cut at its byte limit. */
  readonly found: string;
}

/** Reads the page after `from`: at most `pageRows` rows, and no row begun beyond `pageBytes`. */
export async function readPage(
  reader: Reader,
  plan: StreamPlan,
  slice: SliceSpec,
  from: Cursor | undefined,
): Promise<SourcePage> {
  const { rows } = await pageQuery(plan, slice, from).execute(reader);
  const found = Number(rows[0]?.found ?? 0);
  return {
    records: rows.map(recordOf),
    next: cursorAfter(rows.at(-1), from, slice),
    done: found < plan.settings.pageRows && rows.length === found,
  };
}

/**
 * Our own names begin with `yardstick_`, since they stand beside the table's columns: `updated_at`, `key`, `body`.
 * PostgreSQL writes the JSON itself, so that digits and microseconds never pass
 * through a JavaScript value.
 */
function pageQuery(plan: StreamPlan, slice: SliceSpec, from: Cursor | undefined): RawBuilder<PageRow> {
  const order = sql.join(orderOf(plan, slice).map(({ name }) => sql.id(name)));
  return sql<PageRow>`
    SELECT yardstick_text AS body, yardstick_key AS key, yardstick_position AS position,
           yardstick_updated_at AS updated_at, yardstick_deleted AS deleted, found
    FROM (
        SELECT yardstick_text, yardstick_meta.*, yardstick_ordinal,
               count(*) OVER () AS found,
               sum(octet_length(yardstick_text)) OVER (ORDER BY yardstick_ordinal)
                   - octet_length(yardstick_text) AS bytes_before
        FROM (
            SELECT *, row_number() OVER (ORDER BY ${order}) AS yardstick_ordinal
            FROM (
                SELECT * FROM ${tableExpression(plan)}
                WHERE ${pageFilter(plan, slice, from)}
                ORDER BY ${order}
                LIMIT ${plan.settings.pageRows}
            ) AS yardstick_page
        ) AS yardstick_row
        CROSS JOIN LATERAL (SELECT ${metaColumns(plan, slice)}) AS yardstick_meta
        CROSS JOIN LATERAL (
            -- OFFSET 0 keeps the text from being written once for every use of it.
            SELECT row_to_json(yardstick_columns)::text AS yardstick_text
            FROM (SELECT ${bodyColumns(plan)}) AS yardstick_columns
            OFFSET 0
        ) AS yardstick_body
    ) AS page
    WHERE bytes_before < ${plan.settings.pageBytes}
    ORDER BY yardstick_ordinal
  `;
}

function metaColumns(plan: StreamPlan, slice: SliceSpec): RawBuilder<unknown> {
  const keys = plan.primaryKey.map(({ name }) => sql`${sql.id('yardstick_row', name)}::text`);
  const { cursor } = plan;
  const position =
    slice.params.kind === 'window' && cursor !== undefined ? [cursorText(cursor), ...keys] : keys;
  return sql.join([
    sql`ARRAY[${sql.join(keys)}] AS yardstick_key`,
    sql`ARRAY[${sql.join(position)}] AS yardstick_position`,
    sql`${updatedAtExpression(plan)} AS yardstick_updated_at`,
    sql`${deletedExpression(plan)} AS yardstick_deleted`,
  ]);
}

function bodyColumns(plan: StreamPlan): RawBuilder<unknown> {
  return sql.join(
    plan.columns.map(
      ({ column, type }) => sql`${bodyExpression(column, type, plan.zone)} AS ${sql.id(column.name)}`,
    ),
  );
}

function recordOf(row: PageRow): SourceRecord {
  return {
    key: recordKey(row.key),
    updatedAt: row.updated_at ?? undefined,
    deleted: row.deleted,
    body: recordBodyOf(row.body),
  };
}

function cursorAfter(last: PageRow | undefined, from: Cursor | undefined, slice: SliceSpec): Cursor {
  if (last === undefined) return from ?? {};
  const next = Object.fromEntries(last.position.map((value, index) => [`k${index}`, value]));
  if (Object.values(next).includes(null) || JSON.stringify(next) === JSON.stringify(from))
    throw new YardstickError(
      'SOURCE_CONTRACT',
      'The page does not lead on: its last row has no usable position.',
      {
        subject: `${slice.stream} ${slice.id}`,
        advice: 'Check that the declared primary key is unique and the cursor is a finite value.',
      },
    );
  return next;
}
