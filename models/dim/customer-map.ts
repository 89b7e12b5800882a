import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { category, date32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomerMap = defineAsset({
  key: 'dim.customer_map',
  description:
    'Which customer stands for an account, for a stretch of time. Facts name accounts; a merge and its undo change this map alone.',
  columns: {
    customer_id: string.describe('Account as the facts name it'),
    survivor_id: string.describe('Account that stands for the company'),
    method: category.describe('self; credit_code: the same company; merge: decided by people'),
    valid_from: date32,
    valid_to: date32.describe('First day no more'),
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id', 'valid_from'],
  inputs: { customer: all('stg.customer'), merge: all('stg.customer_merge') },
  compute: sql(),
  checks: [unique('customer_id', 'valid_from'), query('customer_merges_in_circle')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
