import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { category, date32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomerMap = defineAsset({
  key: 'dim.customer_map',
  description:
    'Which customer stands for an account, for a stretch of time. Facts name accounts; a merge and its undo change this map alone.',
  descriptionZh: '某客户在一段时间内由谁代表。事实表记录客户账号；合并与撤销只改变本表。',
  columns: {
    customer_id: string.describe('Account as the facts name it', '事实表所用的客户编号'),
    survivor_id: string.describe('Account that stands for the company', '代表该企业的客户编号'),
    method: category.describe(
      'self; credit_code: the same company; match: surely the same by name and contact; merge: decided by people',
      'self 本身；credit_code 信用代码相同；match 名称与联系方式相符；merge 人工合并',
    ),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe('First day no more', '止日（不含）'),
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id', 'valid_from'],
  inputs: {
    customer: all('stg.customer'),
    same_company: all('dim.customer_group'),
    merge: all('stg.customer_merge'),
  },
  compute: sql(),
  checks: [unique('customer_id', 'valid_from'), query('customer_merges_in_circle')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
