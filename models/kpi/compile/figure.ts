import type { Grain } from '../declaration.ts';
import { textLiteral } from '../expression/render.ts';
import type { KpiFact } from '../fact.ts';
import type { Kpi } from '../kpi.ts';
import { formulasOf, slotsOf } from './formula.ts';
import { passSql } from './pass.ts';
import { scansOf } from './scan.ts';

/** Whom a figure is of: columns that the rows of a fact are grouped by besides the period; `_known` is the day from which a row was known. */
export interface Members {
  readonly columns: readonly string[];
  /** What the rows of a KPI are laid beside: KPIs with other members need other passes. */
  readonly apart: (kpi: Kpi) => string;
  /** Around the rows of a fact: adds the member columns. */
  readonly around: (rows: string, fact: KpiFact, kpi: Kpi) => string;
}

/** Members of the marts by employee. */
export const byEmployee: Members = {
  columns: ['_employee'],
  apart: () => '',
  around: (rows) => rows,
};

/**
 * KPIs by period and members: SELECT of `_period`, the member columns, `kpi`, `is_sum`, `numerator`, `denominator`, `facts`
 * (rows behind the numerator) and `_short` (what to do about too few of its `minimum`; empty: there are enough). Every fact is read
 * once for all KPIs that count the same rows of it.
 */
export function figuresSql(kpis: readonly Kpi[], grain: Grain, members: Members): string {
  const keys = ['_period', ...members.columns].join(', ');
  const known = members.columns.includes('_known');
  const width = Math.max(...kpis.map((kpi) => slotsOf(kpi).length));
  const passes = scansOf(kpis, members.apart).map((scan) => {
    const around = (rows: string) => members.around(rows, scan.fact, firstOf(scan.parts).kpi);
    return passSql(scan, { grain, keys, known, around, width, placeOf: (kpi) => kpis.indexOf(kpi) });
  });
  const measures = Array.from({ length: width }, (_, place) => `max(m${place}) AS m${place}`);
  const names = kpis.map(({ declaration }) => textLiteral(declaration.key)).join(', ');
  const formulas = formulasOf(kpis);
  return `SELECT
    ${keys},
    [${names}][_kpi + 1] AS kpi,
    ${formulas.isSum} AS is_sum,
    ${formulas.numerator} AS numerator,
    ${formulas.denominator} AS denominator,
    _facts AS facts,
    ${formulas.short} AS _short
FROM (
SELECT ${keys}, _kpi, ${measures.join(', ')}, sum(_facts) AS _facts FROM (\n${passes.join('\nUNION ALL\n')}\n) GROUP BY ${keys}, _kpi
)
WHERE numerator IS NOT NULL`;
}

function firstOf<Each>([first]: readonly Each[]): Each {
  if (first === undefined) throw new RangeError('A scan without parts.');
  return first;
}
