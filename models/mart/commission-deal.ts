import { defineAsset, fn, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, i32, money, score, string, strings } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const martCommissionDeal = defineAsset({
  key: 'mart.commission_deal',
  description:
    'One deal of one rep in one period: its part of the tiers, its commission and how much of it is paid.',
  descriptionZh: '一人一期的一张订单：所占阶梯、提成及已发比例。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    employee_id: string.describe('Employee number', '员工编号'),
    deal_no: i32
      .describe('1, 2, … in the order in which deals climb the tiers', '订单进入阶梯的顺序 1、2…')
      .isAttribute(),
    order_no: string.describe('Order number', '订单号'),
    credit_pct: score.describe('Credited part of the order, per cent', '订单业绩份额，百分数'),
    credited: money.describe('Credited amount, company currency', '计入金额，本位币'),
    slices: strings.describe('Amount × rate, one for each tier it reaches', '金额 × 费率，每到达一档一条'),
    commission: money.describe('Before coefficient, gate and cap', '系数、门槛和封顶之前'),
    paid_fraction_pct: score.describe('Paid part of the deal, per cent', '该单已回款比例，百分数'),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'deal_no'],
  inputs: { facts: sameMonth('mart.appraisal_facts') },
  compute: fn('commission_deal', 3),
  checks: [unique('period_id', 'plan_id', 'employee_id', 'order_no')],
  scope: { employee: 'employee_id' },
});
