import type { Check } from './check.ts';
import type { Column, Columns, DayText } from './column.ts';
import type { AssetKey } from './key.ts';
import type { PartitionMapping } from './mapping.ts';

export type Partitions<Name extends string = string> =
  /** `every`: months that one partition holds, kept as the first of them; 1 without it. */
  | { readonly kind: 'monthly'; readonly column: Name; readonly every?: 3 }
  | { readonly kind: 'unpartitioned' };

/** How an asset's rows come to be. */
export type Compute =
  /** `sql/<layer>/<name>.sql`, one SELECT whose FROM names are the input aliases. */
  | { readonly kind: 'sql' }
  /** SELECT text made from a declaration (staging unions, mappings of a source). */
  | { readonly kind: 'text'; readonly sql: string; readonly origin: string }
  /** A registered TypeScript function over typed rows, for what SQL cannot say. `revision` grows when its meaning changes. */
  | { readonly kind: 'fn'; readonly name: string; readonly revision: number };

/** Where a row limit for a viewer finds its values; absent columns mean that the asset holds nothing personal to a role. */
export interface Scope<Name extends string = string> {
  readonly employee?: Name;
  readonly team?: Name;
  readonly region?: Name;
}

export interface AssetDeclaration<Cols extends Columns = Columns> {
  readonly key: AssetKey;
  /** What one row is, for the data dictionary, in English and in Chinese. */
  readonly description: string;
  readonly descriptionZh?: string;
  readonly columns: Cols;
  readonly partitions: Partitions<keyof Cols & string>;
  readonly orderBy: readonly (keyof Cols & string)[];
  /** Alias → part of another asset. The alias is what the SELECT reads `FROM`. */
  readonly inputs: Readonly<Record<string, PartitionMapping>>;
  readonly compute: Compute;
  readonly checks: readonly Check<keyof Cols & string>[];
  /** Half-open validity of a dimension's rows; needed to be read as a `slice`. */
  readonly validity?: { readonly from: keyof Cols & string; readonly to: keyof Cols & string };
  /** Company-zone time of day by which a nightly must have published it. */
  readonly freshness?: { readonly publishedBy: string };
  readonly scope?: Scope<keyof Cols & string>;
}

/** An asset as everybody but its declaration sees it: column names are plain strings. */
export type Asset = AssetDeclaration<Columns>;

/** A declared asset that still knows its own columns. */
export type DefinedAsset<Cols extends Columns> = Omit<Asset, 'columns'> & { readonly columns: Cols };

type ValueOf<C> = C extends Column<infer Value> ? Value : never;

/** The TypeScript row of an asset: money as decimal text, 64-bit integers as text. */
export type RowOf<A> = A extends { readonly columns: infer Cols }
  ? { readonly [Name in keyof Cols]: ValueOf<Cols[Name]> }
  : never;

type MonthColumn<Cols extends Columns> = {
  [Name in keyof Cols & string]: Cols[Name] extends Column<DayText> ? Name : never;
}[keyof Cols & string];

/** Declares an asset as frozen data. A column that does not exist in a key, check or partition fails to compile. */
export function defineAsset<const Cols extends Columns>(
  declaration: Omit<AssetDeclaration<Cols>, 'partitions'> & {
    readonly partitions: Partitions<MonthColumn<Cols>>;
  },
): DefinedAsset<Cols> {
  return Object.freeze(declaration);
}

export function monthly<Name extends string>(column: Name): Partitions<Name> {
  return Object.freeze({ kind: 'monthly', column });
}

/** For rows that stand for quarters: only first months of quarters hold any. */
export function quarterly<Name extends string>(column: Name): Partitions<Name> {
  return Object.freeze({ kind: 'monthly', column, every: 3 });
}

export function unpartitioned(): Partitions<never> {
  return Object.freeze({ kind: 'unpartitioned' });
}

export function sql(): Compute {
  return Object.freeze({ kind: 'sql' });
}

export function fn(name: string, revision: number): Compute {
  return Object.freeze({ kind: 'fn', name, revision });
}

export function publishedBy(time: string): { readonly publishedBy: string } {
  return Object.freeze({ publishedBy: time });
}
