import type { Context } from '../../activities/context.ts';
import { newestRows } from './newest-rows.ts';

/** Rows and their hash, whatever their order, of everything two sites must agree on: one line each, equal where the rows are. */
export async function digestOf(
  { project, warehouse }: Context,
  views: readonly string[],
): Promise<readonly string[]> {
  const relations = [
    ...views.map((view) => [view, `SELECT * FROM ${view}`] as const),
    ...newestRows(project.streams),
  ];
  const digests = relations.map(
    ([name, rows]) =>
      `SELECT '${name}' AS name, count() AS rows, sum(reinterpretAsUInt128(sipHash128(formatRow('RowBinary', *)))) AS hash FROM (${rows})`,
  );
  const found = await warehouse.rows<{ name: string; rows: string; hash: string }>(
    digests.join('\nUNION ALL\n'),
  );
  return found.map(({ name, rows, hash }) => `${name} ${rows} ${hash}`).sort();
}
