import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { i32, money, score, string, strings } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martCommissionDeal = defineAsset({
  key: 'mart.commission_deal',
  description:
    'One deal of one rep in one period: its part of the tiers, its commission and how much of it is paid.',
  columns: {
    period_id: string,
    plan_id: string,
    employee_id: string,
    deal_no: i32.describe('1, 2, … in the order in which deals climb the tiers'),
    order_no: string,
    credit_pct: score,
    credited: money,
    slices: strings.describe('Amount × rate, one for each tier it reaches'),
    commission: money.describe('Before coefficient, gate and cap'),
    paid_fraction_pct: score,
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'deal_no'],
  inputs: { facts: all('mart.appraisal_facts') },
  compute: fn('commission_deal', 1),
  checks: [unique('period_id', 'plan_id', 'employee_id', 'order_no')],
  scope: { employee: 'employee_id' },
});
