import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date32, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomer = defineAsset({
  key: 'dim.customer',
  description:
    'One account of a source and the company it belongs to: by credit code, and by what people have merged.',
  descriptionZh: '来源中的一个客户账号及其所属企业：按信用代码及人工合并确定。',
  columns: {
    customer_key: u64.describe('Hash of customer_id and valid_from', 'customer_id 与 valid_from 的散列'),
    customer_id: string.describe('Account as the facts name it', '事实表所用的客户编号'),
    survivor_id: string.describe(
      'Account that stands for the company; count customers by this',
      '代表该企业的客户编号；客户数按此计',
    ),
    name: string.describe('Name of the account', '客户名称'),
    survivor_name: string.describe('Name of the account that stands for the company', '代表该企业的客户名称'),
    credit_code: string
      .orNull()
      .describe('Unified social credit code, 18 characters', '统一社会信用代码，18 位'),
    city: string.orNull().describe('City of the customer', '客户所在城市'),
    province: string.orNull().describe('Province of the customer', '客户所在省份'),
    region_id: string.orNull().describe('Sales region, an org_id', '所属销售大区（org_id）'),
    industry: category.orNull().describe('Industry of the customer', '客户行业'),
    channel: category
      .orNull()
      .describe(
        'Sales channel: direct, agent, ecommerce',
        '销售渠道：direct 直销、agent 代理、ecommerce 电商',
      ),
    owner_id: string.orNull().describe('Employee who looks after the account', '负责该客户的员工'),
    created_on: date32.orNull().describe('Day it was created', '创建日'),
    source: category.describe('Source the row came from', '该行的来源'),
    valid_from: date32.describe(
      '1970-01-01: sources tell the present state only',
      '首日（含）；1970-01-01：来源只提供现状',
    ),
    valid_to: date32.describe('First day no more', '止日（不含）'),
    is_current: bool.describe('The newest version', '是否最新版本'),
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id', 'valid_from'],
  inputs: { customer: all('stg.customer'), map: all('dim.customer_map') },
  compute: sql(),
  checks: [unique('customer_key')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
