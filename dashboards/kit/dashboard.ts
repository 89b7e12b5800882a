import type { Resource } from '../../access/resource.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { Text } from './text.ts';
import type { Tile } from './tile.ts';

/** `period` binds `from` and `to`; the others bind a text of their own name, empty for no limit. */
export const filterKeys = ['period', 'region', 'team'] as const;
export type FilterKey = (typeof filterKeys)[number];

export interface Filter {
  readonly key: FilterKey;
  readonly title: Text;
  /** Where the values on offer come from (`filters/<key>.sql`: value, label); a period has none. */
  readonly reads?: Readonly<Record<string, AssetKey>>;
}

export interface Dashboard {
  readonly key: string;
  readonly title: Text;
  /** The question the page answers, in the reader's words. */
  readonly question: Text;
  readonly resource: Resource;
  readonly filters: readonly Filter[];
  /** At most seven: more is not read. */
  readonly tiles: readonly Tile[];
}

/** Declares a dashboard as frozen data. Whether its SQL answers what its tiles need is a test's business. */
export function defineDashboard(declaration: Dashboard): Dashboard {
  return Object.freeze(declaration);
}
