import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customerApart = defineEntity({
  name: 'customer_apart',
  description:
    'One decision that accounts are not the same customer, however much they look it. A merge by people goes before it.',
  descriptionZh: '一次认定客户账号并非同一客户的决定，无论资料如何相似。人工合并优先于此。',
  columns: {
    customer_id: string.describe('Customer account', '客户编号'),
    other_id: string.describe(
      'The account it is not; empty: it stands for itself alone',
      '与之不同的客户编号；为空表示该账号独立',
    ),
    decided_on: date32.describe('Day of the decision, in the company time zone', '认定日（公司时区）'),
  },
  key: ['customer_id', 'other_id'],
});
