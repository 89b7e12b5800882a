import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomerGroup = defineAsset({
  key: 'dim.customer_group',
  description:
    'Which company an account belongs to, where it is not alone: accounts that are surely one customer, except what people keep apart.',
  descriptionZh: '由多个账号组成的企业中，每个账号所属的企业：确属同一客户的账号合并，人工认定应分开的除外。',
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
