import type { PeriodFacts } from '../facts.ts';
import { isMeasured } from '../measure.ts';

/** Why nothing measures a KPI in these facts, a sentence; undefined: something does. */
export function unmeasured(
  kpi: string,
  { catalogue = {} }: Pick<PeriodFacts, 'catalogue'>,
): string | undefined {
  return isMeasured(kpi) || Object.hasOwn(catalogue, kpi) ? undefined : `No KPI called ${kpi} is measured.`;
}
