import type { Asset } from './asset.ts';

/** SQL of the month a row of an asset is kept in; `row` is the name its table is read by. Throws RangeError for an asset without months. */
export function monthSql({ key, partitions }: Pick<Asset, 'key' | 'partitions'>, row?: string): string {
  if (partitions.kind === 'unpartitioned') throw new RangeError(`${key} has no months.`);
  return `toStartOfMonth(${row === undefined ? '' : `${row}.`}\`${partitions.column}\`)`;
}
