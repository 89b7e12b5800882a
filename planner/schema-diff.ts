import type { Asset } from '../models/kit/asset.ts';
import { clickhouseType } from '../models/kit/column.ts';

/** A column as `system.columns` tells it. */
export interface ExistingColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

export interface ColumnDiff {
  readonly added: readonly ExistingColumn[];
  readonly changedType: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Names the asset no longer declares. */
  readonly removed: readonly string[];
  readonly changedComment: readonly { readonly name: string; readonly comment: string }[];
}

function sameType(left: string, right: string): boolean {
  return left.replace(/\s+/g, '') === right.replace(/\s+/g, '');
}

function declaredColumns(asset: Pick<Asset, 'columns'>): ExistingColumn[] {
  return Object.entries(asset.columns).map(([name, column]) => ({
    name,
    type: clickhouseType(column),
    comment: column.comment,
  }));
}

/**
 * How a stored table differs from its declaration; every list is in declared order, `removed` in the table's.
 * `own` names columns that the store adds itself (month, version) and that are no part of the asset.
 */
export function diffColumns(
  existing: readonly ExistingColumn[],
  asset: Pick<Asset, 'columns'>,
  own: readonly string[] = [],
): ColumnDiff {
  const declared = declaredColumns(asset);
  const before = new Map(existing.map((column) => [column.name, column]));
  const both = declared.flatMap((to) => {
    const from = before.get(to.name);
    return from === undefined ? [] : [{ from, to }];
  });
  return {
    added: declared.filter((column) => !before.has(column.name)),
    changedType: both
      .filter(({ from, to }) => !sameType(from.type, to.type))
      .map(({ from, to }) => ({ name: to.name, from: from.type, to: to.type })),
    removed: existing
      .map((column) => column.name)
      .filter((name) => asset.columns[name] === undefined && !own.includes(name)),
    changedComment: both
      .filter(({ from, to }) => from.comment !== to.comment)
      .map(({ to }) => ({ name: to.name, comment: to.comment })),
  };
}
