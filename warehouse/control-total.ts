import type { Warehouse } from './client.ts';
import { identifier, literal } from './identifier.ts';
import { committed, rawTable, type StreamName } from './raw.ts';

/** A source's own count and sums of a stream at the moment it was read. */
export interface ControlTotal {
  readonly rows: string;
  readonly sums: Readonly<Record<string, string>>;
}

/** Keeps what the source said of itself, for checks and the reconciliation page. */
export async function noteControl(
  warehouse: Warehouse,
  { source, stream }: StreamName,
  control: ControlTotal & { readonly coverage?: number },
): Promise<void> {
  const row = {
    source,
    stream,
    rows: control.rows,
    sums: JSON.stringify(control.sums),
    coverage: control.coverage ?? null,
  };
  await warehouse.insert('meta.control_total', [row]);
}

/** What the source said last. `coverage` is the share of its rows that it can show, null where it does not say. */
export async function newestControl(
  warehouse: Warehouse,
  { source, stream }: StreamName,
): Promise<(ControlTotal & { readonly coverage: number | null }) | undefined> {
  const [found] = await warehouse.rows<{ rows: string; sums: string; coverage: number | null }>(
    // As a tuple, because argMax passes over NULL and would answer an older share.
    `SELECT argMax(rows, taken_at) AS rows, argMax(sums, taken_at) AS sums,
       argMax(tuple(coverage), taken_at).1 AS coverage
     FROM meta.control_total
     WHERE source = {source:String} AND stream = {stream:String} GROUP BY source, stream`,
    { source, stream },
  );
  if (found === undefined) return undefined;
  const sums: Record<string, string> = JSON.parse(found.sums);
  return { rows: found.rows, sums, coverage: found.coverage };
}

/** Rows of committed pages that are there, newest of their key or not. */
export async function committedRows(warehouse: Warehouse, name: StreamName): Promise<number> {
  const [found] = await warehouse.rows<{ rows: string }>(
    `SELECT count() AS rows FROM ${rawTable(name)} WHERE _page IN (SELECT page FROM ${committed(name)})`,
  );
  return Number(found?.rows ?? 0);
}

/** The same count and sums of what we hold: newest living rows of committed pages. */
export async function heldTotal(
  warehouse: Warehouse,
  name: StreamName,
  fields: readonly string[],
): Promise<ControlTotal> {
  const values = fields.map(
    (field) => `toDecimal128OrZero(trimBoth(JSONExtractRaw(record, ${literal(field)}), '"'), 6)`,
  );
  const sums = fields.map(
    (field, place) => `toString(sum(tupleElement(newest, ${place + 2}))) AS ${identifier(field)}`,
  );
  const [found] = await warehouse.rows<Record<string, string>>(
    `SELECT ${['count() AS rows', ...sums].join(', ')} FROM (
       SELECT argMax(tuple(${['_deleted', ...values].join(', ')}), (ifNull(_updated_at, toDateTime64(0, 6, 'UTC')), position, _row)) AS newest
       FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page
       GROUP BY _key HAVING NOT tupleElement(newest, 1))`,
  );
  const { rows = '0', ...rest } = found ?? {};
  return { rows, sums: rest };
}
