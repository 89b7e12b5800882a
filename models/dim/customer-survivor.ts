import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

/** Small and seldom changed, so that what counts companies is not built anew for every new customer. */
export const dimCustomerSurvivor = defineAsset({
  key: 'dim.customer_survivor',
  description:
    'Accounts that another account stands for at present. An account that is not here stands for itself.',
  descriptionZh: '目前由其他账号代表的客户账号。不在本表中的账号代表其自身。',
  columns: {
    customer_id: string.describe('Account as the facts name it', '事实表所用的客户编号'),
    survivor_id: string.describe('Account that stands for the company', '代表该企业的客户编号'),
  },
  partitions: unpartitioned(),
  orderBy: ['customer_id'],
  inputs: { map: all('dim.customer_map') },
  compute: sql(),
  checks: [unique('customer_id')],
});
