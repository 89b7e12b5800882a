import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { relationship, unique, warn } from '../kit/check.ts';
import { bool, category, date, i32, instant, string } from '../kit/column.ts';
import { sameMonth, slice } from '../kit/mapping.ts';

export const fctActivity = defineAsset({
  key: 'fct.activity',
  description: 'One recorded follow-up and whether it counts.',
  columns: {
    activity_id: string,
    type: category,
    employee_id: string.describe('`unassigned` when unknown'),
    customer_id: string.describe('Empty when unknown'),
    survivor_id: string.describe('Company the account belongs to'),
    opportunity_id: string.describe('Empty when none'),
    subject: string,
    happened_at: instant,
    business_date: date,
    recorded_at: instant.orNull(),
    entry_lag_minutes: i32.orNull().adds('non-additive').describe('From happening to entry'),
    duration_seconds: i32.orNull().adds('additive'),
    evidence: category.describe(
      'strong: checked in within 1 km; weak: farther away; none: no check-in; recorded: a call',
    ),
    counted: bool.describe('Follow-up KPIs count this one'),
    exclusion: category.describe(
      'Why not: no_employee, no_customer, duplicate (same company within 30 minutes), flagged (under review); else empty',
    ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'activity_id'],
  inputs: { activity: sameMonth('stg.activity'), customer: slice('dim.customer') },
  compute: sql(),
  checks: [unique('activity_id'), warn(relationship('customer_id', 'dim.customer', 'customer_id'))],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id' },
});
