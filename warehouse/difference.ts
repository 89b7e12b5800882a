import type { Asset } from '../models/kit/asset.ts';
import type { Warehouse } from './client.ts';
import { identifiers } from './identifier.ts';
import { type PinnedMonth, relationOf } from './relation.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The first row, in the asset's order, that two versions do not share; null where one of them has no such row. */
export interface RowDifference {
  readonly before: Row | null;
  readonly after: Row | null;
}

/** Compares two versions of an asset row by row; null when they hold the same rows. */
export async function firstDifference(
  warehouse: Warehouse,
  asset: Asset,
  of: { readonly before: readonly PinnedMonth[]; readonly after: readonly PinnedMonth[] },
): Promise<RowDifference | null> {
  const [before, after] = [relationOf(asset, of.before), relationOf(asset, of.after)];
  const only = async (here: string, there: string) => {
    const order = identifiers(asset.orderBy);
    const found = await warehouse.rows<Row>(
      `SELECT * FROM (${here} EXCEPT ${there}) ORDER BY ${order} LIMIT 1`,
    );
    return found[0] ?? null;
  };
  const difference = { before: await only(before, after), after: await only(after, before) };
  if (difference.before === null && difference.after === null) return null;
  return difference;
}
