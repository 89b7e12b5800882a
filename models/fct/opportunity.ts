import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, share, string, u8, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctOpportunity = defineAsset({
  key: 'fct.opportunity',
  description: 'One opportunity with what became of it; the month is that of its creation, the cohort.',
  descriptionZh: '一个商机及其结果；月份为创建月，即批次。',
  columns: {
    opportunity_id: string.describe('Number of the opportunity', '商机编号'),
    name: string.describe('Name', '名称'),
    customer_id: string.describe('Empty when unknown', '未知为空'),
    employee_id: string.describe('Owner; `unassigned` when unknown', '所属员工；未知为 `unassigned`'),
    created_on: date.describe(
      'Day of creation in the company time zone: the cohort',
      '创建日（公司时区），即所属批次',
    ),
    stage: category.describe('Present stage', '当前阶段'),
    stage_no: u8.describe('Present place in the funnel; lost is 0', '当前漏斗位置；丢单为 0').isAttribute(),
    max_stage_no: u8
      .describe(
        'Furthest place ever reached; skipped stages count as reached',
        '曾达到的最远位置；跳过的阶段视为达到',
      )
      .isAttribute(),
    amount_base: baseMoney
      .orNull()
      .describe(
        'At the rate of the creation day; NULL without amount or rate',
        '商机金额，按创建日汇率；无金额或汇率为 NULL',
      ),
    probability: share.orNull().describe('Chance of winning, of one', '赢单概率，以 1 为整体'),
    forecast_category: category.orNull().describe('Forecast category of the source', '来源的预测分类'),
    lead_source: category.orNull().describe('Where the lead came from', '线索来源'),
    close_date: date.orNull().describe('Expected, or actual when closed', '预计成交日；已关闭则为实际日期'),
    is_closed: bool.describe('Won or lost', '是否已关闭（赢单或丢单）'),
    is_won: bool.describe('Won', '是否赢单'),
    changes: u32.describe('Recorded states', '已记录的状态数').adds('additive'),
    backward_moves: u32
      .describe('Steps back in the funnel, losing not counted', '漏斗回退次数，丢单不计')
      .adds('additive'),
    close_date_moves: u32
      .describe('Times the expected closing was put off', '预计成交日推迟次数')
      .adds('additive'),
    stage_since: date.describe('Day the present stage was entered', '进入当前阶段之日'),
    as_of: date.describe('Newest business day known', '已知最新业务日'),
    days_in_stage: i32
      .describe(
        'From stage_since to as_of while open, to closing when closed',
        '阶段停留天数：未关闭算到 as_of，已关闭算到成交日',
      )
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
