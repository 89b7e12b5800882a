import type { Generated } from 'kysely';
import type { Instant } from './column-kinds.ts';

/** Rows are added and never changed. */
export interface FrozenForecastTable {
  teamId: string;
  /** First day of the month it is about. */
  month: string;
  /** 1: frozen in that month itself, 2: in the one before, … */
  lead: number;
  /** Decimal text, company currency. */
  forecast: string;
  model: string;
  /** The release that showed it. */
  release: number;
  /** The company’s day. */
  frozenOn: string;
  frozenAt: Generated<Instant>;
}
