import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, string, u8, u32 } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martFunnel = defineAsset({
  key: 'mart.funnel',
  description:
    'Opportunities created in one month by one employee that ever reached one stage. Stage conversion is reached of the next stage over reached of this one, after adding.',
  columns: {
    month: date.describe('Cohort: month of creation'),
    employee_id: string,
    employee_name: string.isPersonal(),
    team_id: string,
    team_name: string,
    region: string,
    stage_no: u8,
    stage: category,
    reached: u32.adds('additive').describe('Ever at this stage or beyond'),
    here: u32.adds('additive').describe('Open and at this stage now'),
    amount_reached_base: baseMoney,
    amount_here_base: baseMoney,
  },
  partitions: monthly('month'),
  orderBy: ['month', 'employee_id', 'stage_no'],
  inputs: {
    opportunity: sameMonth('fct.opportunity'),
    change: all('fct.opportunity_change'),
    employee: all('dim.employee'),
  },
  compute: sql(),
  checks: [unique('month', 'employee_id', 'stage_no')],
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
