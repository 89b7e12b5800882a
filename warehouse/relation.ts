import type { Asset } from '../models/kit/asset.ts';
import { storedTable } from '../models/kit/key.ts';
import { identifiers, literal } from './identifier.ts';

/** A month of an asset at one version. */
export interface PinnedMonth {
  readonly month: string;
  readonly version: number;
}

/**
 * The rows of an asset that a release shows, as SELECT text; without a release, what is published now.
 * The IN form lets the engine prune partitions; a join with the pointer would not.
 */
export function relationAt(asset: Asset, release?: number): string {
  const until = release === undefined ? '' : ` AND release <= ${Math.trunc(release)}`;
  return [
    `SELECT ${columnsOf(asset)} FROM ${storedTable(asset.key)} WHERE (_month, _version) IN (`,
    `SELECT month, argMax(version, release) FROM meta.pointer WHERE asset = ${literal(asset.key)}${until} GROUP BY month)`,
  ].join('');
}

/** The rows of exactly these versions, published or not: what a build reads, so that a run sees its own candidates. */
export function relationOf(asset: Asset, months: readonly PinnedMonth[]): string {
  return `SELECT ${columnsOf(asset)} FROM ${storedTable(asset.key)} WHERE ${pinned(months)}`;
}

/** Rows of a dimension whose validity overlaps [from, to), clipped to it. Shape: the asset's columns. */
export function relationClipped(
  asset: Asset,
  months: readonly PinnedMonth[],
  from: string,
  to: string,
): string {
  const validity = asset.validity;
  if (validity === undefined) return relationOf(asset, months);
  const columns = Object.keys(asset.columns).map((name) => clippedColumn(name, validity, from, to));
  const overlap = `stored.${validity.from} < toDate32(${literal(to)}) AND stored.${validity.to} > toDate32(${literal(from)})`;
  return `SELECT ${columns.join(', ')} FROM ${storedTable(asset.key)} AS stored WHERE ${pinned(months)} AND ${overlap}`;
}

function clippedColumn(
  name: string,
  validity: { readonly from: string; readonly to: string },
  from: string,
  to: string,
): string {
  if (name === validity.from) return `greatest(stored.${name}, toDate32(${literal(from)})) AS ${name}`;
  if (name === validity.to) return `least(stored.${name}, toDate32(${literal(to)})) AS ${name}`;
  return `stored.${name} AS ${name}`;
}

/** By version rather than by pairs: a list of texts is read several times faster than one of tuples. */
function pinned(months: readonly PinnedMonth[]): string {
  if (months.length === 0) return '0';
  const ofVersion = new Map<number, string[]>();
  for (const { month, version } of months) {
    ofVersion.set(version, [...(ofVersion.get(version) ?? []), literal(month)]);
  }
  const each = [...ofVersion].map(
    ([version, its]) => `_version = ${version} AND _month IN (${its.join(', ')})`,
  );
  return `(${each.join(' OR ')})`;
}

function columnsOf(asset: Asset): string {
  return identifiers(Object.keys(asset.columns));
}
