import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctFunnelStep = defineAsset({
  key: 'fct.funnel_step',
  description:
    'One stage an opportunity ever reached, and whether it went beyond. Going back and forth counts once, a skipped stage as reached.',
  columns: {
    opportunity_id: string,
    employee_id: string.describe('Owner; `unassigned` when unknown'),
    created_on: date.describe('The cohort'),
    stage_no: u8,
    stage: category.describe('The number as text, for showing by stage'),
    went_on: bool.describe('Reached the next stage or one after it'),
    is_last: bool.describe('The last stage anybody reached: nothing comes after it'),
  },
  partitions: monthly('created_on'),
  orderBy: ['created_on', 'opportunity_id', 'stage_no'],
  inputs: { opportunity: all('fct.opportunity') },
  compute: sql(),
  checks: [unique('opportunity_id', 'stage_no')],
  scope: { employee: 'employee_id' },
});
