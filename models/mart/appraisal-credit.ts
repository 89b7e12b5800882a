import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, ratio, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martAppraisalCredit = defineAsset({
  key: 'mart.appraisal_credit',
  description: 'Who has which part of an order that concerns an appraised period.',
  columns: {
    period_id: string,
    order_no: string,
    employee_id: string.describe('`unassigned` where nobody is credited'),
    kind: category.describe('revenue; overlay: outside the whole'),
    part: ratio.describe('Of `whole`, exact'),
    whole: ratio,
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'order_no', 'employee_id', 'kind'],
  inputs: { seen: all('mart.appraisal_event'), credit: all('fct.order_credit') },
  compute: sql(),
  checks: [unique('period_id', 'order_no', 'employee_id', 'kind')],
  scope: { employee: 'employee_id' },
});
