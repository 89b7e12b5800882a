import { dimensionsOf, isAdditive, type Kpi } from './kpi.ts';

/** How a scorecard weighs a KPI of the catalogue. */
export interface Weighing {
  readonly version: number;
  /** `sum`: held against a target of its own; `ratio`: its numerator ÷ its denominator. */
  readonly form: 'sum' | 'ratio';
  readonly direction: 'higher' | 'lower';
  readonly unit: Kpi['declaration']['unit'];
}

/** A KPI that no scorecard can weigh, and why, as the rest of a sentence that begins with its key. */
export interface Unweighable {
  readonly why: string;
}

/**
 * Whether scorecards can weigh a KPI: an appraised period begins and ends on any day and is cut at the day of looking, so that only what adds up day by
 * day and person by person can be told for it.
 */
export function weighingOf(kpi: Kpi): Weighing | Unweighable {
  const why = obstacleTo(kpi);
  if (why !== undefined) return { why };
  const { version, direction, unit } = kpi.declaration;
  const form = kpi.denominator === undefined ? 'sum' : 'ratio';
  return { version, form, unit, direction: direction === 'lower' ? 'lower' : 'higher' };
}

function obstacleTo(kpi: Kpi): string | undefined {
  const { grains, direction, minimum } = kpi.declaration;
  if (!dimensionsOf(kpi).includes('employee')) return 'is not told by person';
  if (direction === 'neutral') return 'is neither better high nor low';
  if (minimum !== undefined) return 'needs a least number of rows, which a scorecard does not ask for';
  if (!isAdditive(kpi)) return 'does not add up: it counts distinct things, ranks them or shows a state';
  if (kpi.measures.some(({ declared, begunBy }) => declared.shift !== undefined || begunBy !== undefined))
    return 'compares with another time';
  if (!grains.includes('day') || kpi.measures.some(({ fact }) => fact.grain !== 'day'))
    return 'is told by month, not by day';
  return undefined;
}

export function isWeighable(weighing: Weighing | Unweighable): weighing is Weighing {
  return !('why' in weighing);
}
