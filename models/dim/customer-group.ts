import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomerGroup = defineAsset({
  key: 'dim.customer_group',
  description:
    'Which company an account belongs to, where it is not alone: accounts that are surely one customer, except what people keep apart.',
  descriptionZh: '客户账号所属企业（非单一账号时）：确为同一客户者合一，人工认定分开者除外。',
  columns: {
    customer_id: string.describe('Account', '客户编号'),
    company: string.describe(
      'The same for all accounts of one company: the one that sorts first',
      '同一企业的账号取同一值：其中排序最前的编号',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id'],
  inputs: { match: all('dim.customer_match'), apart: all('stg.customer_apart') },
  compute: fn('customer_groups', 2),
  checks: [unique('customer_id')],
});
