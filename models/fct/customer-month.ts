import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, date, i32, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctCustomerMonth = defineAsset({
  key: 'fct.customer_month',
  description:
    'One company at one month end, as long as it ordered within 365 days then or a quarter before. A state: never sum over months.',
  columns: {
    month: date,
    as_of: date.describe('Last day of the month, or the newest business day in the running one'),
    survivor_id: string,
    employee_id: string.describe('Largest share of its newest order; `unassigned` without one'),
    net_base: baseMoney.adds('semi-additive').describe('Net sales of the 365 days up to as_of'),
    order_days: u32
      .adds('semi-additive')
      .describe('Days of those on which it placed orders that are worth something'),
    is_active: bool.describe('net_base is above zero'),
    was_active: bool.describe('The same three months before'),
    follow_up_days: i32
      .orNull()
      .adds('non-additive')
      .describe('Since the last follow-up that counts; NULL: none'),
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
