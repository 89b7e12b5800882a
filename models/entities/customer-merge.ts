import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customerMerge = defineEntity({
  name: 'customer_merge',
  description:
    'One decision that a customer is another one. Facts keep their customer; the map follows the decision.',
  descriptionZh: '一次认定两个客户为同一客户的决定。事实表保留原客户，映射随决定而变。',
  columns: {
    from_id: string.describe('Customer that is the other one', '被合并的客户'),
    into_id: string.describe('Customer that stands for both', '合并后保留的客户'),
    merged_on: date32.describe('From this day on, in the company time zone', '自该日起生效（公司时区）'),
  },
  key: ['from_id', 'into_id', 'merged_on'],
});
