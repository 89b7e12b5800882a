import type { ScopeColumns } from './row-filter.ts';
import type { RowScope } from './row-scope.ts';

/** What a mentor reads of a mentee: figures of KPIs, those made of ratings by others too. Deals, customers, scores and pay are not among them. */
const menteeTables: ReadonlySet<string> = new Set([
  'mart.kpi_daily',
  'mart.kpi_monthly',
  'mart.kpi_quarterly',
]);

/** Whether a mentor may read it: what names nobody may be read by all. */
export function isForMentors(table: string, columns: ScopeColumns | undefined): boolean {
  return columns === undefined || menteeTables.has(table);
}

/** Columns to compare with; none at all where the table is not for mentors, so that `rowFilter` answers no rows of it. */
export function columnsSeen(
  scope: RowScope,
  table: string,
  columns: ScopeColumns | undefined,
): ScopeColumns | undefined {
  return scope.kind === 'mentee' && !isForMentors(table, columns) ? {} : columns;
}
