import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, string, u8, u32 } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martFunnel = defineAsset({
  key: 'mart.funnel',
  description:
    'Opportunities created in one month by one employee that ever reached one stage. Stage conversion is reached of the next stage over reached of this one, after adding.',
  descriptionZh:
    '某员工某月创建的商机中曾到达某阶段的数量。阶段转化率为下一阶段到达数除以本阶段到达数，先加后除。',
  columns: {
    month: date.describe('Cohort: month of creation', '批次：创建月份'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    team_id: string.describe('Team', '团队编号'),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    stage_no: u8.describe('Place in the funnel, 1 is the first', '漏斗中的位置，1 为最前').isAttribute(),
    stage: category.describe('Stage of the funnel as the source names it', '漏斗阶段，按来源命名'),
    reached: u32.adds('additive').describe('Ever at this stage or beyond', '曾到达本阶段或更远'),
    here: u32.adds('additive').describe('Open and at this stage now', '当前未关闭且处于本阶段'),
    amount_reached_base: baseMoney.describe(
      'Amount of those that were ever here, company currency',
      '曾到达本阶段的金额，本位币',
    ),
    amount_here_base: baseMoney.describe(
      'Amount of those open and at this stage, company currency',
      '当前处于本阶段的金额，本位币',
    ),
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
