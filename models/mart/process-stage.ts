import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, f64, u8, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martProcessStage = defineAsset({
  key: 'mart.process_stage',
  description:
    'How long deals stayed in one stage of the funnel before they left it in one month, and how often they went back: where the sales process waits and repeats itself.',
  descriptionZh: '某月离开漏斗某阶段的商机在该阶段停留多久、回退多少次：销售流程在何处等待与返工。',
  columns: {
    month: date.describe('Month of leaving', '离开阶段的月份'),
    stage_no: u8.describe('Place in the funnel', '漏斗中的位置').isAttribute(),
    stage: category.describe('Stage as the source names it', '阶段名称（按来源）'),
    visits: u32.adds('additive').describe('Times a deal left the stage', '离开该阶段的次数'),
    days_spent: f64.describe('Days of all visits together', '停留天数合计'),
    median_days: f64.describe('Median days of a visit', '停留天数中位数'),
    p90_days: f64.describe(
      'Nine in ten visits were as long or shorter, days',
      '停留天数的第 90 百分位：九成停留不超过此值',
    ),
    cycle_share: f64
      .orNull()
      .describe(
        'Part of all days spent in stages left in the month; the stages add up to 1. NULL: no time passed',
        '占当月全部阶段停留天数的比例，各阶段合计为 1；NULL：无停留',
      ),
    steps_back: u32
      .adds('additive')
      .describe('Left for an earlier stage: rework', '退回更早阶段的次数，即返工'),
    first_pass: u32
      .adds('additive')
      .describe(
        'Left forward, or for good, at the first visit',
        '首次进入该阶段后即向前推进或结束、未退回的次数',
      ),
    first_pass_yield: f64.describe('first_pass ÷ visits', '首次通过率：first_pass ÷ visits'),
    dpmo: f64.describe('Steps back of a million visits', '每百万次停留中退回更早阶段的次数（DPMO）'),
    sigma: f64.describe('Level of sigma with a shift of 1.5', '西格玛水平，含 1.5 漂移'),
    is_bottleneck: bool.describe('The longest median of the month', '是否为当月停留天数中位数最大的阶段'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'stage_no', 'stage'],
  inputs: { change: all('fct.opportunity_change') },
  compute: sql(),
  checks: [unique('month', 'stage_no', 'stage')],
});
