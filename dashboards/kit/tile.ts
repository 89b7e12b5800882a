import type { AssetKey } from '../../models/kit/key.ts';
import type { Text } from './text.ts';

/** How a value is written; decides digits, unit and alignment. */
export const formats = [
  'money',
  'count',
  'percent',
  'points',
  'days',
  'hours',
  'text',
  'date',
  'month',
] as const;
export type Format = (typeof formats)[number];

/** Which way is good. */
export const directions = ['higher', 'lower', 'neutral'] as const;
export type Direction = (typeof directions)[number];

export const tileKinds = ['kpi', 'columns', 'line', 'bars', 'funnel', 'table', 'scatter'] as const;
export type TileKind = (typeof tileKinds)[number];

/**
 * What the SELECT of a tile answers, by kind. All but the first are nullable: NULL is n/a, never zero.
 * `kpi`      one row: value, target, previous, time_gone (share of the period's workdays gone)
 * `columns`  month, value, previous, plan, forecast
 * `line`     period, and one column per declared series
 * `bars`     name, value, reference
 * `funnel`   stage, value, step (share of the stage before)
 * `table`    the declared columns
 * `scatter`  name, x, y
 */
export const requiredColumns = {
  kpi: ['value', 'target', 'previous', 'time_gone'],
  columns: ['month', 'value', 'previous', 'plan', 'forecast'],
  line: ['period'],
  bars: ['name', 'value', 'reference'],
  funnel: ['stage', 'value', 'step'],
  table: [],
  scatter: ['name', 'x', 'y'],
} as const satisfies Record<TileKind, readonly string[]>;

/** One column of a table, or one series of a line. */
export interface TileColumn {
  readonly name: string;
  readonly title: Text;
  readonly format: Format;
  readonly direction?: Direction;
  /** How a line draws it: solid, lighter for last year, outlined for plan, hatched for forecast, `low`/`high` for a range. */
  readonly role?: 'actual' | 'previous' | 'plan' | 'forecast' | 'low' | 'high' | 'category';
  /** A table shows the value as a bar against this target. */
  readonly bar?: { readonly target: number };
}

/** A set of detail rows that tiles lead to: `rows/<key>.sql`. */
export interface RowSet {
  readonly key: string;
  readonly reads: Readonly<Record<string, AssetKey>>;
  readonly columns: readonly TileColumn[];
}

export interface Tile {
  readonly key: string;
  readonly kind: TileKind;
  readonly title: Text;
  /** How the number comes about, for the drawer that answers "why this number". */
  readonly why: Text;
  /** The SELECT's file without `.sql`, from `dashboards/`; several tiles share one that differs by `params`. */
  readonly select: string;
  /** Fixed text parameters of the SELECT and of the rows behind it. */
  readonly params?: Readonly<Record<string, string>>;
  /** Alias → asset. The alias is what the tile's SELECT reads `FROM`. */
  readonly reads: Readonly<Record<string, AssetKey>>;
  readonly format: Format;
  readonly direction: Direction;
  /** Drawn as a forecast: hatched instead of solid. */
  readonly scenario?: 'forecast';
  /** What a KPI's `previous` is when it is not last year; `none`: there is nothing to compare with. */
  readonly previous?: Text | 'none';
  /** Columns of twelve that the tile takes on a wide screen. */
  readonly span: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  /** Why there may be nothing, and what to do about it. */
  readonly empty: Text;
  /** Columns of a table, series of a line, axes of a scatter. */
  readonly columns?: readonly TileColumn[];
  /** The rows behind the tile. */
  readonly rows: RowSet;
}
