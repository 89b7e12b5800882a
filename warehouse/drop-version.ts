import type { Asset } from '../models/kit/asset.ts';
import { storedTable } from '../models/kit/key.ts';
import type { Warehouse } from './client.ts';
import { literal } from './identifier.ts';
import type { PinnedMonth } from './relation.ts';

/** More partitions in one ALTER make it slow and its failure costly. */
const batch = 200;

/** Drops versions nobody can see any more. Dropping what is already gone is no error. */
export async function dropVersions(
  warehouse: Warehouse,
  asset: Asset,
  months: readonly PinnedMonth[],
): Promise<void> {
  for (let start = 0; start < months.length; start += batch) {
    const drops = months
      .slice(start, start + batch)
      .map(({ month, version }) => `DROP PARTITION (${literal(month)}, ${version})`);
    await warehouse.command(`ALTER TABLE ${storedTable(asset.key)} ${drops.join(', ')}`);
  }
}
