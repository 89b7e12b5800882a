import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date32, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomer = defineAsset({
  key: 'dim.customer',
  description:
    'One account of a source and the company it belongs to: by credit code, and by what people have merged.',
  columns: {
    customer_key: u64.describe('Hash of customer_id and valid_from'),
    customer_id: string.describe('Account as the facts name it'),
    survivor_id: string.describe('Account that stands for the company; count customers by this'),
    name: string.describe('Name of the account'),
    survivor_name: string,
    credit_code: string.orNull(),
    city: string.orNull(),
    province: string.orNull(),
    region_id: string.orNull(),
    industry: category.orNull(),
    channel: category.orNull(),
    owner_id: string.orNull(),
    created_on: date32.orNull(),
    source: category,
    valid_from: date32.describe('1970-01-01: sources tell the present state only'),
    valid_to: date32.describe('First day no more'),
    is_current: bool,
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id', 'valid_from'],
  inputs: { customer: all('stg.customer'), map: all('dim.customer_map') },
  compute: sql(),
  checks: [unique('customer_key')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
