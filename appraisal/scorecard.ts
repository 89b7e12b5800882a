import { YardstickError } from '../errors/yardstick-error.ts';
import { type Perspective, perspectives } from '../models/kpi/declaration.ts';
import { scoreOn } from './curve.ts';
import { type Exact, sum } from './exact.ts';
import type { Curve, PeriodFacts } from './facts.ts';
import { type KpiValue, type KpiValues, kpiValueOf } from './measure.ts';
import type { BlendedWeights } from './weights.ts';

/** One weighed KPI: its value, the curve it went through, and its score; null where the KPI is not applicable. */
export interface KpiScore {
  readonly kpi: string;
  readonly weight: Exact;
  readonly value: KpiValue;
  readonly curve: Curve;
  readonly score: Exact | null;
}

export interface Scorecard {
  readonly weights: BlendedWeights;
  readonly kpis: readonly KpiScore[];
  /** Σ weight × score ÷ Σ weight over what has a score; null when nothing has. */
  readonly score: Exact | null;
  /** Of a plan that weighs perspectives; empty otherwise. */
  readonly perspectives: readonly PerspectiveScore[];
}

/** The KPIs of one perspective of a balanced scorecard, and what they come to together. */
export interface PerspectiveScore {
  readonly perspective: Perspective;
  readonly weight: Exact;
  readonly kpis: readonly KpiScore[];
  /** As that of the whole; null when none of its KPIs has one. */
  readonly score: Exact | null;
}

function refusal(kpi: string, what: string): YardstickError {
  return new YardstickError('APPRAISAL_REFUSED', what, { subject: `weight of ${kpi}` });
}

function kpiScore(
  [kpi, weight]: readonly [string, Exact],
  values: KpiValues,
  curves: Readonly<Record<string, Curve>>,
): KpiScore {
  const value = kpiValueOf(values, kpi);
  if (value === undefined) throw refusal(kpi, 'No KPI of this name is measured.');
  const curve = curves[kpi];
  if (curve === undefined) throw refusal(kpi, 'The KPI has a weight but no curve.');
  return { kpi, weight, value, curve, score: value.value === null ? null : scoreOn(curve, value.value) };
}

/** Σ weight × score ÷ Σ weight: a KPI without a score gives its weight to the others in proportion. */
export function weightedScore(
  kpis: readonly { readonly weight: Exact; readonly score: Exact | null }[],
): Exact | null {
  const scored = kpis.flatMap(({ weight, score }) => (score === null ? [] : [{ weight, score }]));
  const weights = sum(scored.map(({ weight }) => weight));
  if (weights.equals(0)) return null;
  return sum(scored.map(({ weight, score }) => weight.mul(score))).div(weights);
}

/** @throws YardstickError APPRAISAL_REFUSED for a weighed KPI that is unknown or has no curve. */
export function scorecardOf(
  weights: BlendedWeights,
  values: KpiValues,
  facts: Pick<PeriodFacts, 'curves' | 'perspectives'>,
): Scorecard {
  const kpis = [...weights.byKpi].map((entry) => kpiScore(entry, values, facts.curves));
  return { weights, kpis, score: weightedScore(kpis), perspectives: perspectiveScores(kpis, facts) };
}

function perspectiveScores(
  kpis: readonly KpiScore[],
  { perspectives: of }: Pick<PeriodFacts, 'perspectives'>,
): readonly PerspectiveScore[] {
  if (of === undefined) return [];
  return perspectives.flatMap((perspective) => {
    const own = kpis.filter(({ kpi }) => of[kpi] === perspective);
    if (own.length === 0) return [];
    const weight = sum(own.map((kpi) => kpi.weight));
    return [{ perspective, weight, kpis: own, score: weightedScore(own) }];
  });
}
