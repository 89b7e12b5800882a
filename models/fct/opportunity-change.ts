import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { relationship, unique, warn } from '../kit/check.ts';
import { bool, category, date, instant, money, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctOpportunityChange = defineAsset({
  key: 'fct.opportunity_change',
  description: 'One change of an opportunity beside the state it left.',
  columns: {
    change_id: string,
    opportunity_id: string,
    employee_id: string.describe('Present owner; `unassigned` when unknown'),
    changed_at: instant,
    business_date: date,
    is_creation: bool,
    from_stage: category.describe('Empty at creation'),
    to_stage: category,
    from_stage_no: u8,
    to_stage_no: u8,
    from_amount: money.orNull().adds('non-additive'),
    to_amount: money.orNull().adds('non-additive'),
    from_close_date: date.orNull(),
    to_close_date: date.orNull(),
  },
  partitions: monthly('business_date'),
  orderBy: ['opportunity_id', 'changed_at', 'change_id'],
  inputs: { change: all('stg.opportunity_change'), opportunity: all('stg.opportunity') },
  compute: sql(),
  checks: [unique('change_id'), warn(relationship('opportunity_id', 'stg.opportunity', 'opportunity_id'))],
  scope: { employee: 'employee_id' },
});
