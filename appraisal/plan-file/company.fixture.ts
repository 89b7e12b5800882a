import type { PlanCompany } from './company.ts';

/** A company without a catalogue of KPIs. */
export const company: PlanCompany = { baseCurrency: 'CNY', fiscalYearStart: 1, declared: () => undefined };
