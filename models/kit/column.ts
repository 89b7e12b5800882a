/** Decimal digits as text; never a JavaScript number, because money is never a float. */
export type DecimalText = string & { readonly __decimal: true };
/** A calendar day, `2026-11-21`. */
export type DayText = string & { readonly __day: true };

/**
 * How a column adds up, so that nobody sums what the dictionary forbids: `semi-additive` holds at a moment and must not be
 * added over time, `non-additive` is a ratio or a number of a rule, `attribute` names, orders or dates and measures nothing.
 */
export type Additivity = 'additive' | 'semi-additive' | 'non-additive' | 'attribute';

/** One column of an asset: its ClickHouse type, its TypeScript value and what it means. */
export interface Column<Value = unknown> {
  readonly type: string;
  /** What it means, in English and in Chinese; the two texts stand together in the data dictionary and in `COMMENT`s. */
  readonly comment: string;
  readonly commentZh: string;
  readonly nullable: boolean;
  /** Undefined until declared: a whole number may count things or merely number them. */
  readonly additivity: Additivity | undefined;
  readonly personal: boolean;
  /** Only for inference of row types; never set. */
  readonly __value?: Value;
}

/** A column being declared: each call answers a new, more precise one. */
export interface ColumnBuilder<Value> extends Column<Value> {
  describe(comment: string, commentZh?: string): ColumnBuilder<Value>;
  orNull(): ColumnBuilder<Value | null>;
  adds(additivity: Exclude<Additivity, 'attribute'>): ColumnBuilder<Value>;
  /** A number that numbers, such as a line or a version, and is never added. */
  isAttribute(): ColumnBuilder<Value>;
  /** Personal data: masked wherever the viewer has no right to it. */
  isPersonal(): ColumnBuilder<Value>;
}

function column<Value>(data: Omit<Column, '__value'>): ColumnBuilder<Value> {
  return Object.freeze({
    ...data,
    describe: (comment: string, commentZh = '') => column<Value>({ ...data, comment, commentZh }),
    orNull: () => column<Value | null>({ ...data, nullable: true }),
    adds: (additivity: Additivity) => column<Value>({ ...data, additivity }),
    isAttribute: () => column<Value>({ ...data, additivity: 'attribute' }),
    isPersonal: () => column<Value>({ ...data, personal: true }),
  });
}

function measured<Value>(type: string, additivity: Additivity | undefined): ColumnBuilder<Value> {
  return column<Value>({ type, comment: '', commentZh: '', nullable: false, additivity, personal: false });
}

function typed<Value>(type: string): ColumnBuilder<Value> {
  return measured<Value>(type, 'attribute');
}

/** A whole number has to say for itself whether it adds up. */
function whole(type: string): ColumnBuilder<number> {
  return measured<number>(type, undefined);
}

export const string = typed<string>('String');
/** Few distinct values: status, source, currency. */
export const category = typed<string>('LowCardinality(String)');
export const bool = typed<boolean>('Bool');
export const u8 = whole('UInt8');
export const u32 = whole('UInt32');
export const i32 = whole('Int32');
/** 64-bit integers travel as text; they are keys. */
export const u64 = typed<string>('UInt64');
export const f64 = measured<number>('Float64', 'non-additive');
export const date = typed<DayText>('Date');
/** Wide range for validity ends such as 2299-12-31. */
export const date32 = typed<DayText>('Date32');
/** An instant, UTC, milliseconds. */
export const instant = typed<string>("DateTime64(3, 'UTC')");
/** An amount in the currency of the source document. */
export const money = measured<DecimalText>('Decimal(18, 4)', 'additive');
export const fxRate = measured<DecimalText>('Decimal(18, 8)', 'non-additive');
/** An amount in company currency, unrounded; rounded only where it is published. */
export const baseMoney = measured<DecimalText>('Decimal(38, 12)', 'additive');
export const quantity = measured<DecimalText>('Decimal(18, 4)', 'additive');
/** A share of one: 0.7 is 70 %. */
export const share = measured<DecimalText>('Decimal(9, 6)', 'non-additive');
/** A number of a rule: a threshold, a score. */
export const ratio = measured<DecimalText>('Decimal(38, 12)', 'non-additive');
/** Points or per cent as published. */
export const score = measured<DecimalText>('Decimal(18, 4)', 'non-additive');
export const strings = typed<readonly string[]>('Array(String)');

export type Columns = Readonly<Record<string, Column>>;

/** The full ClickHouse type of a column, `Nullable(…)` included. */
export function clickhouseType(declared: Column): string {
  if (!declared.nullable) return declared.type;
  const low = /^LowCardinality\((.+)\)$/.exec(declared.type);
  return low ? `LowCardinality(Nullable(${low[1]}))` : `Nullable(${declared.type})`;
}
