import type { Perspective } from '../../models/kpi/declaration.ts';
import type { Unweighable, Weighing } from '../../models/kpi/weighing.ts';

/** What a plan file is held against besides its own words. */
export interface PlanCompany {
  readonly baseCurrency: string;
  /** Month with which the fiscal year begins, 1 to 12. */
  readonly fiscalYearStart: number;
  /** What the catalogue says of a KPI, by its key there; undefined: it has no such KPI. */
  readonly declared: (kpi: string) => DeclaredKpi | undefined;
}

export interface DeclaredKpi {
  readonly perspective: Perspective;
  readonly weighing: Weighing | Unweighable;
}
