import type { KpiDeclaration, Measure } from './declaration.ts';
import { type Expression, namesIn } from './expression/expression.ts';
import { factName, type KpiFact, knowsPeople } from './fact.ts';

/** A measure that has been read and checked. */
export interface ReadMeasure {
  readonly name: string;
  readonly fact: KpiFact;
  readonly declared: Measure;
  /** What is added, counted distinct or ranked; undefined: rows are counted. */
  readonly value?: Expression;
  /** Groups of a `top`. */
  readonly by?: Expression;
  readonly where?: Expression;
  readonly credit: 'share' | 'primary' | 'each';
  readonly begunBy?: KpiFact;
}

/** A declaration whose every name and expression has been checked. */
export interface Kpi {
  readonly declaration: KpiDeclaration;
  readonly file: string;
  readonly measures: readonly ReadMeasure[];
  readonly numerator: Expression;
  readonly denominator?: Expression;
}

/** Dimensions a KPI can be shown by: those that all of its facts have. `company` is always one. */
export function dimensionsOf({ measures }: Kpi): readonly string[] {
  const sets = measures.map(({ fact }) => factDimensions(fact));
  const [first = [], ...others] = sets;
  return ['company', ...first.filter((each) => others.every((set) => set.includes(each)))];
}

function factDimensions(fact: KpiFact): readonly string[] {
  const own = Object.keys(fact.dimensions ?? {});
  return [...new Set([...(knowsPeople(fact) ? ['employee', 'team', 'region'] : []), ...own])];
}

/** Whether its parts may be added over members and periods; medians, distinct things and states may not. */
export function isAdditive(kpi: Kpi): boolean {
  return (
    kpi.measures.every(
      ({ declared, fact }) =>
        fact.snapshot === undefined &&
        declared.shift !== 'period' &&
        declared.quantile === undefined &&
        declared.top === undefined &&
        declared.distinct === undefined,
    ) && [kpi.numerator, ...(kpi.denominator ? [kpi.denominator] : [])].every(isLinear)
  );
}

/** Measures, multiplied by numbers and added: a number that is added would be added once for each of the parts. */
function isLinear(expression: Expression): boolean {
  if (expression.kind === 'unary') return isLinear(expression.of);
  if (expression.kind !== 'binary') return expression.kind !== 'number';
  const { sign, left, right } = expression;
  if (sign !== '*') return isLinear(left) && isLinear(right);
  return isConstant(left) ? isLinear(right) : isConstant(right) && isLinear(left);
}

function isConstant(expression: Expression): boolean {
  return namesIn(expression).length === 0;
}

/** The assets its rows come from, in order. */
export function factsOf(kpi: Kpi): readonly string[] {
  return [...new Set(kpi.measures.map(({ fact }) => factName(fact)))];
}

/** Every fact that any of them reads, once. */
export function factsRead(kpis: readonly Kpi[]): readonly KpiFact[] {
  const read = kpis.flatMap(({ measures }) =>
    measures.flatMap(({ fact, begunBy }) => (begunBy === undefined ? [fact] : [fact, begunBy])),
  );
  return [...new Set(read)];
}
