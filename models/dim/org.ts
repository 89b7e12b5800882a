import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date32, string, strings, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimOrg = defineAsset({
  key: 'dim.org',
  description: 'One version of a unit of the sales organisation.',
  columns: {
    org_key: u64.describe('Hash of org_id and valid_from'),
    org_id: string,
    name: string,
    level: category,
    parent_id: string.orNull(),
    region_id: string.describe('The unit itself or the region above it; empty above regions'),
    region: string,
    path: strings.describe('Ids from the top to the unit'),
    valid_from: date32,
    valid_to: date32.describe('First day no more'),
    is_current: bool,
  },
  partitions: unpartitioned(),
  orderBy: ['org_id', 'valid_from'],
  inputs: { org: all('stg.org_unit') },
  compute: sql(),
  checks: [unique('org_key')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
