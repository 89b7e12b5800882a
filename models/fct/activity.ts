import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { relationship, unique, warn } from '../kit/check.ts';
import { bool, category, date, i32, instant, string } from '../kit/column.ts';
import { sameMonth, slice } from '../kit/mapping.ts';

export const fctActivity = defineAsset({
  key: 'fct.activity',
  description: 'One recorded follow-up and whether it counts.',
  descriptionZh: '一条跟进记录及其是否计数。',
  columns: {
    activity_id: string.describe('Number of the follow-up', '跟进编号'),
    type: category.describe(
      'call, visit, email, meeting, other',
      '类型：call 电话、visit 拜访、email 邮件、meeting 会议、other 其他',
    ),
    employee_id: string.describe('`unassigned` when unknown', '员工编号；未知为 `unassigned`'),
    customer_id: string.describe('Empty when unknown', '未知为空'),
    survivor_id: string.describe('Company the account belongs to', '客户所属企业'),
    opportunity_id: string.describe('Empty when none', '没有则为空'),
    subject: string.describe('Subject line', '主题'),
    happened_at: instant.describe('When it happened', '发生时刻'),
    business_date: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
    recorded_at: instant.orNull().describe('When it was entered; NULL: not told', '录入时刻；NULL：未提供'),
    entry_lag_minutes: i32
      .orNull()
      .adds('non-additive')
      .describe('From happening to entry', '从发生到录入的分钟数'),
    duration_seconds: i32.orNull().adds('additive').describe('How long it took, seconds', '时长（秒）'),
    evidence: category.describe(
      'strong: checked in within 1 km; weak: farther away; none: no check-in; recorded: a call',
      '证据：strong 1 公里内签到、weak 较远、none 未签到、recorded 有通话记录',
    ),
    counted: bool.describe('Follow-up KPIs count this one', '是否计入跟进指标'),
    exclusion: category.describe(
      'Why not: no_employee, no_customer, duplicate (same company within 30 minutes), flagged (under review); else empty',
      '不计原因：no_employee 无员工、no_customer 无客户、duplicate 30 分钟内同一企业重复、flagged 核查中；否则为空',
    ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'activity_id'],
  inputs: {
    activity: sameMonth('stg.activity'),
    customer: slice('dim.customer'),
    held: sameMonth('fct.activity_hold'),
  },
  compute: sql(),
  checks: [unique('activity_id'), warn(relationship('customer_id', 'dim.customer', 'customer_id'))],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id' },
});
