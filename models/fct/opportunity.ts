import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, share, string, u8, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctOpportunity = defineAsset({
  key: 'fct.opportunity',
  description: 'One opportunity with what became of it; the month is that of its creation, the cohort.',
  columns: {
    opportunity_id: string,
    name: string,
    customer_id: string.describe('Empty when unknown'),
    employee_id: string.describe('Owner; `unassigned` when unknown'),
    created_on: date,
    stage: category.describe('Present stage'),
    stage_no: u8.describe('Present place in the funnel; lost is 0'),
    max_stage_no: u8.describe('Furthest place ever reached; skipped stages count as reached'),
    amount_base: baseMoney.orNull().describe('At the rate of the creation day; NULL without amount or rate'),
    probability: share.orNull(),
    forecast_category: category.orNull(),
    lead_source: category.orNull(),
    close_date: date.orNull().describe('Expected, or actual when closed'),
    is_closed: bool,
    is_won: bool,
    changes: u32.describe('Recorded states'),
    backward_moves: u32.describe('Steps back in the funnel, losing not counted'),
    close_date_moves: u32.describe('Times the expected closing was put off'),
    stage_since: date.describe('Day the present stage was entered'),
    as_of: date.describe('Newest business day known'),
    days_in_stage: i32
      .describe('From stage_since to as_of while open, to closing when closed')
      .adds('non-additive'),
  },
  partitions: monthly('created_on'),
  orderBy: ['created_on', 'opportunity_id'],
  inputs: {
    opportunity: all('stg.opportunity'),
    change: all('stg.opportunity_change'),
    rate: all('dim.fx_rate'),
  },
  compute: sql(),
  checks: [unique('opportunity_id')],
  scope: { employee: 'employee_id' },
});
