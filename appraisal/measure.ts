import type { Exact } from './exact.ts';
import { whole } from './exact.ts';
import { type CatalogueFigure, type Figures, targetValue, validFollowups } from './figures.ts';

/** Why a KPI cannot be told. */
export type NotApplicable = 'no_target' | 'nothing_due' | 'no_answers' | 'no_base';

/** A KPI before its curve: numerator and denominator are kept, so that teams add up before they divide. */
export type KpiValue = Measured | Missing;

export interface Measured {
  readonly numerator: Exact;
  readonly denominator: Exact;
  readonly value: Exact;
  readonly missing: null;
  readonly basis: Basis;
}

export interface Missing {
  readonly value: null;
  readonly missing: NotApplicable;
}

/** Whose numbers they are: the team's stand in for too few answers of one's own. */
export type Basis = 'own' | 'team_fallback';

function quotient(numerator: Exact, denominator: Exact | null, missing: NotApplicable): KpiValue {
  if (denominator === null || denominator.lte(0)) return { value: null, missing };
  return { numerator, denominator, value: numerator.div(denominator), missing: null, basis: 'own' };
}

function meanAnswer({ survey }: Figures): KpiValue {
  return quotient(survey.sum, whole(survey.answers), 'no_answers');
}

/** Each KPI that every appraisal measures, from figures of a person or a team. */
export const measures = {
  sales: (of) => quotient(of.netSales, targetValue(of, 'sales'), 'no_target'),
  followup: (of) => quotient(validFollowups(of), targetValue(of, 'followup'), 'no_target'),
  new_customers: (of) => quotient(whole(of.newCustomers), targetValue(of, 'new_customers'), 'no_target'),
  csat: meanAnswer,
  collection: (of) => quotient(of.collection.paid, of.collection.due, 'nothing_due'),
} as const satisfies Record<string, (of: Figures) => KpiValue>;

export type MeasuredKpi = keyof typeof measures;

/** The KPI of the catalogue that says what each is about. */
const declaredAs: Readonly<Partial<Record<string, string>>> = {
  sales: 'attainment',
  followup: 'follow_up_attainment',
} satisfies Partial<Record<MeasuredKpi, string>>;

/** Under which key the catalogue declares a KPI that scorecards weigh. */
export function catalogueKey(kpi: string): string {
  return declaredAs[kpi] ?? kpi;
}

/** The name by which scorecards weigh what the catalogue declares under this key; undefined where both have one name, or only the catalogue has it. */
export function measuredAs(key: string): string | undefined {
  return Object.keys(declaredAs).find((kpi) => declaredAs[kpi] === key);
}

export interface KpiValues extends Readonly<Record<MeasuredKpi, KpiValue>> {
  /** KPIs of the catalogue that are weighed. */
  readonly catalogue: ReadonlyMap<string, KpiValue>;
}

/** The value of a KPI; undefined for one that is not measured. */
export function kpiValueOf(values: KpiValues, kpi: string): KpiValue | undefined {
  return isMeasured(kpi) ? values[kpi] : values.catalogue.get(kpi);
}

export function isMeasured(kpi: string): kpi is MeasuredKpi {
  return Object.hasOwn(measures, kpi);
}

/** A sum is held against its target, a ratio against its denominator. */
function catalogueValue(figures: Figures, kpi: string, figure: CatalogueFigure): KpiValue {
  return figure.form === 'sum'
    ? quotient(figure.numerator, targetValue(figures, kpi), 'no_target')
    : quotient(figure.numerator, figure.denominator, 'no_base');
}

/** The KPIs of a team by its own figures. */
export function teamValues(team: Figures): KpiValues {
  return {
    sales: measures.sales(team),
    followup: measures.followup(team),
    new_customers: measures.new_customers(team),
    csat: measures.csat(team),
    collection: measures.collection(team),
    catalogue: new Map([...team.catalogue].map(([kpi, figure]) => [kpi, catalogueValue(team, kpi, figure)])),
  };
}

/** The KPIs of a person; satisfaction from fewer than `minAnswers` answers is the team's mean, marked. */
export function personValues(own: Figures, team: Figures, minAnswers: number): KpiValues {
  return { ...teamValues(own), csat: satisfaction(own, team, minAnswers) };
}

function satisfaction(own: Figures, team: Figures, minAnswers: number): KpiValue {
  if (own.survey.answers >= minAnswers) return meanAnswer(own);
  const mean = meanAnswer(team);
  return mean.missing === null ? { ...mean, basis: 'team_fallback' } : mean;
}
