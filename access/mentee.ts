import type { ScopeColumns } from './row-filter.ts';
import type { RowScope } from './row-scope.ts';

/** What a mentor reads of a mentee: figures of KPIs, those made of ratings by others too. Deals, customers, scores and pay are not among them. */
export const menteeTables: ReadonlySet<string> = new Set([
  'mart.kpi_daily',
  'mart.kpi_monthly',
  'mart.kpi_quarterly',
]);

/** Columns to compare with; none at all where the table is not for mentors, so that `rowFilter` answers no rows of it. */
export function columnsSeen(
  scope: RowScope,
  table: string,
  columns: ScopeColumns | undefined,
): ScopeColumns | undefined {
  return scope.kind === 'mentee' && columns !== undefined && !menteeTables.has(table) ? {} : columns;
}
