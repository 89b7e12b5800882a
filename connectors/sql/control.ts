import { sql } from 'kysely';
import type { ControlTotals, SliceSpec } from '../kit/connector.ts';
import type { Reader } from './database.ts';
import { deletedExpression, tableExpression } from './expressions.ts';
import { endFilter } from './filter.ts';
import type { StreamPlan } from './stream-plan.ts';

/** Living rows and their sums; with a slice, only rows stamped before its frozen end. */
export async function sqlControl(
  reader: Reader,
  plan: StreamPlan,
  slice: SliceSpec | undefined,
): Promise<ControlTotals> {
  const fields = plan.settings.control?.sums ?? [];
  const sums = fields.map((field) => sql`COALESCE(sum(${sql.id(field)}::numeric), 0)::text`);
  const { rows } = await sql<{ rows: string; sums: readonly string[] }>`
    SELECT count(*)::text AS rows, ARRAY[${sql.join(sums)}]::text[] AS sums
    FROM ${tableExpression(plan)}
    WHERE NOT (${deletedExpression(plan)}) AND ${endFilter(plan, slice)}
  `.execute(reader);
  const totals = rows[0]?.sums ?? [];
  return {
    rows: rows[0]?.rows ?? '0',
    sums: Object.fromEntries(fields.map((field, index) => [field, totals[index] ?? '0'])),
  };
}
