import type { Filter } from './dashboard.ts';
import { text } from './text.ts';

const kpi = { kpi: 'mart.kpi_monthly' } as const;

/** Period, region and team, in the order people narrow down. */
export const standardFilters: readonly Filter[] = [
  { key: 'period', title: text('期间', 'Period') },
  { key: 'region', title: text('区域', 'Region'), reads: kpi },
  { key: 'team', title: text('团队', 'Team'), reads: kpi },
];
