import { category, date, f64, i32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const activity = defineEntity({
  name: 'activity',
  description: 'One follow-up that a system recorded: a call, a visit.',
  descriptionZh: '系统记录的一次跟进：电话、拜访。',
  columns: {
    activity_id: string.describe('Number of the follow-up', '跟进编号'),
    type: category.describe(
      'call, visit, email, meeting, other',
      '类型：call 电话、visit 拜访、email 邮件、meeting 会议、other 其他',
    ),
    employee_id: string.orNull().describe('Employee number', '员工编号'),
    customer_id: string.orNull().describe('Customer account', '客户编号'),
    opportunity_id: string.orNull().describe('Number of the opportunity', '商机编号'),
    subject: string.orNull().describe('Subject line', '主题'),
    happened_at: instant.describe('When it happened', '发生时刻'),
    business_date: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
    recorded_at: instant.orNull().describe('When it was entered', '录入时刻'),
    duration_seconds: i32.orNull().describe('How long it took, seconds', '时长（秒）').adds('additive'),
    check_in_km: f64
      .orNull()
      .describe(
        'Distance of the check-in from the customer; NULL without check-in',
        '签到点与客户的距离（公里）；未签到为 NULL',
      ),
    dq_status: category.describe(
      'ok, cleared; under_review: not counted until it is cleared',
      'ok 正常、cleared 已核清；under_review 核查中：核清前不计数',
    ),
  },
  key: ['activity_id'],
  date: 'business_date',
  expected: ['employee_id', 'customer_id', 'subject', 'duration_seconds'],
  entry: { happened: 'happened_at', entered: 'recorded_at', withinHours: 24 },
});
