import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, date, i32, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctCustomerMonth = defineAsset({
  key: 'fct.customer_month',
  description:
    'One company at one month end, as long as it ordered within 365 days then or a quarter before. A state: never sum over months.',
  descriptionZh: '一家企业在一个月末的状态；状态不可跨月相加。',
  columns: {
    month: date.describe('First day of the month', '当月首日'),
    as_of: date.describe(
      'Last day of the month, or the newest business day in the running one',
      '状态所在日',
    ),
    survivor_id: string.describe('Account that stands for the company', '代表该企业的客户账号'),
    employee_id: string.describe(
      'Largest share of its newest order; `unassigned` without one',
      '员工编号；未知为 `unassigned`',
    ),
    net_base: baseMoney
      .adds('semi-additive')
      .describe('Net sales of the 365 days up to as_of', '365 天净销售额'),
    order_days: u32
      .adds('semi-additive')
      .describe('Days of those on which it placed orders that are worth something', '有订单的天数'),
    is_active: bool.describe('net_base is above zero', '是否活跃'),
    was_active: bool.describe('The same three months before', '三个月前是否活跃'),
    follow_up_days: i32
      .orNull()
      .adds('non-additive')
      .describe('Since the last follow-up that counts; NULL: none', '距最近有效跟进的天数；NULL：没有'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'survivor_id'],
  inputs: {
    event: all('fct.order_event'),
    credit: all('fct.order_credit'),
    activity: all('fct.activity'),
    customer: all('dim.customer'),
  },
  compute: sql(),
  checks: [unique('month', 'survivor_id')],
  scope: { employee: 'employee_id' },
});
