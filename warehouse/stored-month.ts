import type { Warehouse } from './client.ts';
import type { PinnedMonth } from './relation.ts';

/** A month of a version whose rows lie in a stored table, `store.<table>`. */
export interface StoredMonth extends PinnedMonth {
  readonly table: string;
}

/** Everything in the store that was last written before an instant. */
export async function storedMonths(
  warehouse: Warehouse,
  writtenBefore: Date,
): Promise<readonly StoredMonth[]> {
  const found = await warehouse.rows<{ table: string; partition: string }>(
    `SELECT concat('store.', table) AS table, partition FROM system.parts
     WHERE active AND database = 'store'
     GROUP BY table, partition HAVING max(modification_time) < toDateTime({before:UInt32})`,
    { before: Math.trunc(writtenBefore.getTime() / 1000) },
  );
  return found.flatMap(({ table, partition }) => pinnedMonth(table, partition));
}

/** Rows of every month of every version in the store, by `store.<table> <month> <version>`. */
export async function storedRows(warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  const found = await warehouse.rows<{ table: string; partition: string; rows: string }>(
    `SELECT concat('store.', table) AS table, partition, sum(rows) AS rows FROM system.parts
     WHERE active AND database = 'store' GROUP BY table, partition`,
  );
  const entries = found.flatMap(({ table, partition, rows }) =>
    pinnedMonth(table, partition).map(
      ({ month, version }) => [`${table} ${month} ${version}`, Number(rows)] as const,
    ),
  );
  return new Map(entries);
}

/** The server prints a partition as `('2026-01-01',17)`. */
function pinnedMonth(table: string, partition: string): readonly StoredMonth[] {
  const [, month, version] = /^\('?(\d{4}-\d{2}-\d{2})'?,\s*(\d+)\)$/.exec(partition) ?? [];
  return month === undefined || version === undefined ? [] : [{ table, month, version: Number(version) }];
}
