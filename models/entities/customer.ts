import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customer = defineEntity({
  name: 'customer',
  description: 'One customer account of a source; accounts of one company are united in dim.customer.',
  descriptionZh: '来源中的一个客户账号；同一企业的账号在 dim.customer 中合一。',
  columns: {
    customer_id: string.describe(
      'Account number in the leading system, else the id in the source',
      '主系统的客户编号，否则为来源编号',
    ),
    name: string.describe('Name', '名称'),
    credit_code: string
      .orNull()
      .describe('Unified social credit code, 18 characters', '统一社会信用代码，18 位'),
    city: string.orNull().describe('City of the customer', '客户所在城市'),
    province: string.orNull().describe('Province of the customer', '客户所在省份'),
    region_id: string.orNull().describe('Sales region, an org_id', '所属销售大区（org_id）'),
    industry: category.orNull().describe('Industry of the customer', '客户行业'),
    channel: category
      .orNull()
      .describe('direct, agent, ecommerce', '渠道：direct 直销、agent 代理、ecommerce 电商'),
    phone: string.orNull().isPersonal().describe('Telephone as it was written', '电话，按原样'),
    email: string.orNull().isPersonal().describe('E-mail address', '电子邮箱'),
    owner_id: string.orNull().describe('Employee who looks after the account', '负责该客户的员工'),
    created_on: date32.orNull().describe('Day it was created', '创建日'),
  },
  key: ['customer_id'],
  preferred: { owner_id: 'crm' },
  expected: ['credit_code', 'city', 'industry', 'channel'],
});
