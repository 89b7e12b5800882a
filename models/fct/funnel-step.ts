import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctFunnelStep = defineAsset({
  key: 'fct.funnel_step',
  description:
    'One stage an opportunity ever reached, and whether it went beyond. Going back and forth counts once, a skipped stage as reached.',
  descriptionZh: '商机曾到达的一个阶段及是否继续；往返只计一次，跳过视为到达。',
  columns: {
    opportunity_id: string.describe('Number of the opportunity', '商机编号'),
    employee_id: string.describe('Owner; `unassigned` when unknown', '员工编号；未知为 `unassigned`'),
    created_on: date.describe('The cohort', '创建日，即批次'),
    stage_no: u8.describe('Place in the funnel', '漏斗中的位置').isAttribute(),
    stage: category.describe('The number as text, for showing by stage', '阶段序号的文本'),
    went_on: bool.describe('Reached the next stage or one after it', '是否到达之后的阶段'),
    is_last: bool.describe(
      'The last stage anybody reached: nothing comes after it',
      '是否为有人到达的最后阶段',
    ),
  },
  partitions: monthly('created_on'),
  orderBy: ['created_on', 'opportunity_id', 'stage_no'],
  inputs: { opportunity: all('fct.opportunity') },
  compute: sql(),
  checks: [unique('opportunity_id', 'stage_no')],
  scope: { employee: 'employee_id' },
});
