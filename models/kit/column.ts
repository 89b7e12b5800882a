/** Decimal digits as text; never a JavaScript number, because money is never a float. */
export type DecimalText = string & { readonly __decimal: true };
/** A calendar day, `2026-11-21`. */
export type DayText = string & { readonly __day: true };

/** How a column adds up; ratios and snapshots must not be summed by whoever reads the dictionary. */
export type Additivity = 'additive' | 'semi-additive' | 'non-additive' | 'attribute';

/** One column of an asset: its ClickHouse type, its TypeScript value and what it means. */
export interface Column<Value = unknown> {
  readonly type: string;
  readonly comment: string;
  readonly nullable: boolean;
  readonly additivity: Additivity;
  readonly personal: boolean;
  /** Only for inference of row types; never set. */
  readonly __value?: Value;
}

/** A column being declared: each call answers a new, more precise one. */
export interface ColumnBuilder<Value> extends Column<Value> {
  describe(comment: string): ColumnBuilder<Value>;
  orNull(): ColumnBuilder<Value | null>;
  adds(additivity: Additivity): ColumnBuilder<Value>;
  /** Personal data: masked wherever the viewer has no right to it. */
  isPersonal(): ColumnBuilder<Value>;
}

function column<Value>(data: Omit<Column, '__value'>): ColumnBuilder<Value> {
  return Object.freeze({
    ...data,
    describe: (comment: string) => column<Value>({ ...data, comment }),
    orNull: () => column<Value | null>({ ...data, nullable: true }),
    adds: (additivity: Additivity) => column<Value>({ ...data, additivity }),
    isPersonal: () => column<Value>({ ...data, personal: true }),
  });
}

function typed<Value>(type: string, additivity: Additivity = 'attribute'): ColumnBuilder<Value> {
  return column<Value>({ type, comment: '', nullable: false, additivity, personal: false });
}

export const string = typed<string>('String');
/** Few distinct values: status, source, currency. */
export const category = typed<string>('LowCardinality(String)');
export const bool = typed<boolean>('Bool');
export const u8 = typed<number>('UInt8');
export const u32 = typed<number>('UInt32');
export const i32 = typed<number>('Int32');
/** 64-bit integers travel as text. */
export const u64 = typed<string>('UInt64');
export const f64 = typed<number>('Float64', 'non-additive');
export const date = typed<DayText>('Date');
/** Wide range for validity ends such as 2299-12-31. */
export const date32 = typed<DayText>('Date32');
/** An instant, UTC, milliseconds. */
export const instant = typed<string>("DateTime64(3, 'UTC')");
/** An amount in the currency of the source document. */
export const money = typed<DecimalText>('Decimal(18, 4)', 'additive');
export const fxRate = typed<DecimalText>('Decimal(18, 8)');
/** An amount in company currency, unrounded; rounded only where it is published. */
export const baseMoney = typed<DecimalText>('Decimal(38, 12)', 'additive');
export const quantity = typed<DecimalText>('Decimal(18, 4)', 'additive');
/** A share of one: 0.7 is 70 %. */
export const share = typed<DecimalText>('Decimal(9, 6)');
/** A number of a rule: a threshold, a score. */
export const ratio = typed<DecimalText>('Decimal(38, 12)', 'non-additive');
/** Points or per cent as published. */
export const score = typed<DecimalText>('Decimal(18, 4)', 'non-additive');
export const strings = typed<readonly string[]>('Array(String)');

export type Columns = Readonly<Record<string, Column>>;

/** The full ClickHouse type of a column, `Nullable(…)` included. */
export function clickhouseType(declared: Column): string {
  if (!declared.nullable) return declared.type;
  const low = /^LowCardinality\((.+)\)$/.exec(declared.type);
  return low ? `LowCardinality(Nullable(${low[1]}))` : `Nullable(${declared.type})`;
}
