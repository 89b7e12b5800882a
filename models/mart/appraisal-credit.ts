import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date32, ratio, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martAppraisalCredit = defineAsset({
  key: 'mart.appraisal_credit',
  description: 'Who has which part of an order that concerns an appraised period.',
  descriptionZh: '与考核期间有关的订单中，各人所占部分。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    order_no: string.describe('Order number', '订单号'),
    employee_id: string.describe(
      '`unassigned` where nobody is credited',
      '员工编号；无人归属为 `unassigned`',
    ),
    kind: category.describe('revenue; overlay: outside the whole', 'revenue；overlay：整体之外'),
    part: ratio.describe('Of `whole`, exact', '在 `whole` 中的精确份额'),
    whole: ratio.describe('What `part` is a part of', '`part` 所属的整体'),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'order_no', 'employee_id', 'kind'],
  inputs: { seen: sameMonth('mart.appraisal_event'), credit: all('fct.order_credit') },
  compute: sql(),
  checks: [unique('period_id', 'order_no', 'employee_id', 'kind')],
  scope: { employee: 'employee_id' },
});
