import type { Grain } from '../declaration.ts';
import { type Expression, namesIn } from '../expression/expression.ts';
import { type Dialect, renderExpression, textLiteral } from '../expression/render.ts';
import type { Kpi, ReadMeasure } from '../kpi.ts';
import { rowsSql, type Scan } from './rows.ts';

/** Exact digits of every measure before numerator and denominator are formed. */
const scale = 18;

/** Whom a figure is of: columns that the rows of a fact are grouped by besides the period. */
export interface Members {
  readonly columns: readonly string[];
  /** Around the rows of a fact: adds the member columns. */
  readonly around: (rows: string, scan: Scan) => string;
}

/** Members of the marts by employee. */
export const byEmployee: Members = {
  columns: ['_employee'],
  around: (rows) => rows,
};

/**
 * One KPI by period and members: SELECT of `_period`, the member columns, `kpi`, `is_sum`, `numerator`, `denominator`, `facts`
 * (rows behind the numerator) and `_short` (what to do about too few of its `minimum`; empty: there are enough).
 */
export function figureSql(kpi: Kpi, grain: Grain, members: Members): string {
  const scans = scansOf(kpi);
  const keys = ['_period', ...members.columns].join(', ');
  const passes = scans.map((scan, place) => passSql(kpi, scan, grain, { members, counts: place === 0 }));
  const measures = kpi.measures.map(({ name }) => `max(m_${name}) AS m_${name}`);
  const added = `SELECT ${keys}, ${measures.join(', ')}, sum(_facts) AS _facts FROM (\n${passes.join('\nUNION ALL\n')}\n) GROUP BY ${keys}`;
  const { key, minimum } = kpi.declaration;
  const denominator = kpi.denominator === undefined ? 'NULL' : denominatorSql(kpi.denominator);
  return `SELECT
    ${keys},
    ${textLiteral(key)} AS kpi,
    ${kpi.denominator === undefined} AS is_sum,
    ${numeratorSql(kpi)} AS numerator,
    CAST(${denominator}, 'Nullable(Decimal(38, 12))') AS denominator,
    _facts AS facts,
    ${minimum === undefined ? "''" : `if(coalesce(m_${minimum.of}, 0) < ${minimum.at_least}, '${minimum.otherwise}', '')`} AS _short
FROM (
${added}
)
WHERE numerator IS NOT NULL`;
}

/** A median of nothing is nothing; a sum of nothing is zero. */
function numeratorSql({ numerator, measures }: Kpi): string {
  const ranked = measures.some(({ declared }) => declared.quantile !== undefined);
  const sql = renderExpression(numerator, ranked ? bare : zeroed);
  return `CAST(${sql}, 'Nullable(Decimal(38, 12))')`;
}

function denominatorSql(denominator: Expression): string {
  const names = [...new Set(namesIn(denominator))];
  const missing = names.map((name) => `m_${name} IS NULL`).join(' AND ');
  const sql = renderExpression(denominator, zeroed);
  return names.length === 0 ? sql : `if(${missing}, NULL, ${sql})`;
}

const number = (digits: string) => `toDecimal256('${digits}', ${scale})`;
const zeroed: Dialect = { name: (name) => `coalesce(m_${name}, ${number('0')})`, number };
const bare: Dialect = { name: (name) => `m_${name}`, number };

/** Measures are one pass where they read the same rows. */
function scansOf(kpi: Kpi): readonly Scan[] {
  const keys = [...new Set(kpi.measures.map(scanKey))];
  const groups = keys.map((key) => kpi.measures.filter((measure) => scanKey(measure) === key));
  return groups.flatMap((measures): Scan[] => {
    const [first] = measures;
    if (first === undefined) return [];
    const { fact, credit, begunBy, by, declared } = first;
    return [{ fact, credit, begunBy, by, measures, shift: declared.shift }];
  });
}

function scanKey({ declared, credit }: ReadMeasure): string {
  const { fact, shift, begun_by, top } = declared;
  return JSON.stringify([fact, credit, shift, begun_by, top?.sum, top?.by, top && declared.where]);
}

interface PassOptions {
  readonly members: Members;
  /** The pass whose rows are those behind the numerator. */
  readonly counts: boolean;
}

function passSql(kpi: Kpi, scan: Scan, grain: Grain, { members, counts }: PassOptions): string {
  const keys = ['_period', ...members.columns].join(', ');
  const rows = members.around(rowsSql(scan, grain), scan);
  const measured = new Map(
    scan.measures.map((measure, place) => [measure.name, aggregateSql(measure, place)]),
  );
  const columns = kpi.measures.map(({ name }) => `${exact(measured.get(name))} AS m_${name}`);
  const facts = counts ? countedSql(scan) : 'toUInt64(0)';
  return `SELECT ${keys}, ${columns.join(', ')}, ${facts} AS _facts FROM (\n${grouped(scan, keys, rows)}\n) GROUP BY ${keys}`;
}

function exact(aggregate: string | undefined): string {
  const value = aggregate === undefined ? 'NULL' : `toDecimal256(${aggregate}, ${scale})`;
  return `CAST(${value}, 'Nullable(Decimal(76, ${scale}))')`;
}

/** Distinct things are their own rows: an order of three lines is one. */
function countedSql({ measures, by }: Scan): string {
  const [first] = measures;
  if (first?.declared.distinct !== undefined && measures.length === 1) return aggregateSql(first, 0);
  return by === undefined ? 'count()' : 'sum(_rows)';
}

/** A `top` ranks groups, so that rows are added to groups first. */
function grouped(scan: Scan, keys: string, rows: string): string {
  if (scan.by === undefined) return rows;
  const [first] = scan.measures;
  const value = first?.where === undefined ? 'sum(_v0)' : 'sumIf(_v0, _w0)';
  return `SELECT ${keys}, _by, ${value} AS _sum, count() AS _rows FROM (\n${rows}\n) GROUP BY ${keys}, _by HAVING _sum > 0`;
}

function aggregateSql({ declared, where }: ReadMeasure, place: number): string {
  const [value, condition] = [`_v${place}`, `_w${place}`];
  const filtered = where !== undefined;
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
