import { namesIn } from '../expression/expression.ts';
import { type Dialect, renderExpression } from '../expression/render.ts';
import type { Kpi } from '../kpi.ts';

/** Exact digits of every measure before numerator and denominator are formed. */
export const scale = 18;

/** SQL of what the measures of a row’s KPI come to; the row has `_kpi`, its place among the KPIs, and its measures `m0`, `m1` … */
export interface Formulas {
  readonly isSum: string;
  readonly numerator: string;
  readonly denominator: string;
  /** What to do about too few of its `minimum`; empty: there are enough. */
  readonly short: string;
}

export function formulasOf(kpis: readonly Kpi[]): Formulas {
  return {
    isSum: chosen(kpis, ({ denominator }) => String(denominator === undefined)),
    numerator: chosen(kpis, (kpi) => amount(numeratorSql(kpi))),
    denominator: chosen(kpis, (kpi) => amount(denominatorSql(kpi))),
    short: chosen(kpis, shortSql),
  };
}

/** The names of a KPI's measures in the order its formula has them, so that KPIs of one form share one formula. */
export function slotsOf(kpi: Kpi): readonly string[] {
  const { numerator, denominator, measures } = kpi;
  const named = [numerator, ...(denominator === undefined ? [] : [denominator])].flatMap(namesIn);
  return [...new Set([...named, ...measures.map(({ name }) => name)])];
}

/** The text of each KPI, written once for all that have the same. */
function chosen(kpis: readonly Kpi[], textOf: (kpi: Kpi) => string): string {
  const places = new Map<string, number[]>();
  for (const [place, kpi] of kpis.entries()) {
    const text = textOf(kpi);
    places.set(text, [...(places.get(text) ?? []), place]);
  }
  const [most, ...others] = [...places].sort(([, one], [, other]) => other.length - one.length);
  const branches = others.map(([text, found]) => `_kpi IN (${found.join(', ')}), ${text}`);
  const rest = most?.[0] ?? 'NULL';
  return branches.length === 0 ? rest : `multiIf(${[...branches, rest].join(', ')})`;
}

const amount = (sql: string) => `CAST(${sql}, 'Nullable(Decimal(38, 12))')`;

/** A median of nothing is nothing; a sum of nothing is zero. */
function numeratorSql(kpi: Kpi): string {
  const ranked = kpi.measures.some(({ declared }) => declared.quantile !== undefined);
  return renderExpression(kpi.numerator, ranked ? bare(kpi) : zeroed(kpi));
}

function denominatorSql(kpi: Kpi): string {
  const { denominator } = kpi;
  if (denominator === undefined) return 'NULL';
  const slots = [...new Set(namesIn(denominator))].map((name) => slot(kpi, name));
  const sql = renderExpression(denominator, zeroed(kpi));
  const missing = slots.map((each) => `${each} IS NULL`).join(' AND ');
  return slots.length === 0 ? sql : `if(${missing}, NULL, ${sql})`;
}

function shortSql(kpi: Kpi): string {
  const { minimum } = kpi.declaration;
  if (minimum === undefined) return "''";
  return `if(coalesce(${slot(kpi, minimum.of)}, 0) < ${minimum.at_least}, '${minimum.otherwise}', '')`;
}

function slot(kpi: Kpi, name: string): string {
  return `m${slotsOf(kpi).indexOf(name)}`;
}

const number = (digits: string) => `toDecimal256('${digits}', ${scale})`;
const wide = (kpi: Kpi, name: string) => `toDecimal256(${slot(kpi, name)}, ${scale})`;

function zeroed(kpi: Kpi): Dialect {
  return { name: (name) => `coalesce(${wide(kpi, name)}, ${number('0')})`, number };
}

function bare(kpi: Kpi): Dialect {
  return { name: (name) => wide(kpi, name), number };
}
