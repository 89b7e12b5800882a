import type { Grain } from '../declaration.ts';
import type { Kpi, ReadMeasure } from '../kpi.ts';
import { scale, slotsOf } from './formula.ts';
import { isConditional, rowsSql } from './rows.ts';
import type { Part, Scan } from './scan.ts';

export interface PassOptions {
  readonly grain: Grain;
  /** Columns the rows are grouped by. */
  readonly keys: string;
  /** Whether rows say from which day on they were known: `_known`, which is then one of the keys. */
  readonly known: boolean;
  /** Around the rows of the fact: adds member columns. */
  readonly around: (rows: string) => string;
  readonly placeOf: (kpi: Kpi) => number;
  /** Measures of the KPI that has the most. */
  readonly width: number;
}

/**
 * One pass over a fact for all KPIs that read its rows: SELECT of the keys, `_kpi` (its place), `m0` … (its measures, NULL where
 * another pass has them) and `_facts` (rows behind the numerator). A KPI has a row where rows of the fact count for it.
 */
export function passSql(scan: Scan, options: PassOptions): string {
  const { keys, width } = options;
  const rows = grouped(scan, keys, options.around(rowsSql(scan, options)));
  const figures = scan.parts.map((part) => tupleSql(scan, part, options));
  const slots = Array.from({ length: width }, (_, place) => `_figure.${place + 2} AS m${place}`);
  return `SELECT ${keys}, _figure.1 AS _kpi, ${slots.join(', ')}, _figure.${width + 2} AS _facts
FROM (
SELECT ${keys}, arrayFilter(figure -> figure.${width + 3} > 0, [
    ${figures.join(',\n    ')}
]) AS _figures
FROM (\n${rows}\n) GROUP BY ${keys}
) ARRAY JOIN _figures AS _figure`;
}

function tupleSql(scan: Scan, part: Part, { placeOf, width }: PassOptions): string {
  const { kpi, measures, counts } = part;
  const own = slotsOf(kpi);
  const slots = Array.from({ length: width }, (_, slot) => {
    const measure = measures.find(({ name }) => name === own[slot]);
    const value = measure === undefined ? 'NULL' : aggregateSql(measure, scan.measures.indexOf(measure));
    return `CAST(${value}, 'Nullable(Decimal(38, ${scale}))')`;
  });
  const seen = seenSql(scan, part);
  return `(toUInt16(${placeOf(kpi)}), ${slots.join(', ')}, ${counts ? countedSql(scan, part) : 'toUInt64(0)'}, ${seen})`;
}

/** Rows that count for one of the part's measures. */
function seenSql(scan: Scan, { measures }: Part): string {
  if (scan.by !== undefined) return 'sum(_rows)';
  const conditions = measures.map((measure) => conditionOf(scan, measure));
  if (conditions.some((each) => each === undefined)) return 'count()';
  return `countIf(${[...new Set(conditions)].join(' OR ')})`;
}

/** Distinct things are their own rows: an order of three lines is one. */
function countedSql(scan: Scan, part: Part): string {
  const [first] = part.measures;
  if (first?.declared.distinct !== undefined && part.measures.length === 1)
    return aggregateSql(first, scan.measures.indexOf(first));
  return seenSql(scan, part);
}

function conditionOf(scan: Scan, measure: ReadMeasure): string | undefined {
  return isConditional(measure) ? `_w${scan.measures.indexOf(measure)}` : undefined;
}

/** A `top` ranks groups, so that rows are added to groups first. */
function grouped(scan: Scan, keys: string, rows: string): string {
  if (scan.by === undefined) return rows;
  const [first] = scan.measures;
  const value =
    first === undefined || conditionOf(scan, first) === undefined ? 'sum(_v0)' : 'sumIf(_v0, _w0)';
  return `SELECT ${keys}, _by, ${value} AS _sum, count() AS _rows FROM (\n${rows}\n) GROUP BY ${keys}, _by HAVING _sum > 0`;
}

function aggregateSql(measure: ReadMeasure, place: number): string {
  const { declared } = measure;
  const [value, condition] = [`_v${place}`, `_w${place}`];
  const filtered = isConditional(measure);
  if (declared.sum !== undefined)
    return filtered ? `sumOrNullIf(${value}, ${condition})` : `sumOrNull(${value})`;
  if (declared.count !== undefined) return filtered ? `countIf(${condition})` : 'count()';
  if (declared.distinct !== undefined)
    return filtered ? `uniqExactIf(${value}, ${condition})` : `uniqExact(${value})`;
  if (declared.quantile !== undefined) {
    const level = `quantileExactInclusiveOrNullIf(${declared.quantile.at})`;
    return `${level}(toFloat64(${value}), ${filtered ? condition : 'true'})`;
  }
  const part = declared.top?.share ?? 1;
  return `arraySum(arraySlice(arrayReverseSort(groupArray(_sum)), 1, toUInt32(ceil(count() * toDecimal64('${part}', 6)))))`;
}
