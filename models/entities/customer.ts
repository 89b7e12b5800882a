import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customer = defineEntity({
  name: 'customer',
  description: 'One customer account of a source; accounts of one company are united in dim.customer.',
  columns: {
    customer_id: string.describe('Account number in the leading system, else the id in the source'),
    name: string,
    credit_code: string.orNull().describe('Unified social credit code, 18 characters'),
    city: string.orNull(),
    province: string.orNull(),
    region_id: string.orNull().describe('Sales region, an org_id'),
    industry: category.orNull(),
    channel: category.orNull().describe('direct, agent, ecommerce'),
    owner_id: string.orNull().describe('Employee who looks after the account'),
    created_on: date32.orNull(),
  },
  key: ['customer_id'],
  preferred: { owner_id: 'crm' },
});
