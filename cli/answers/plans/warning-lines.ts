import { type PlanFile, planName } from '../../../appraisal/plan-file/plan-file.ts';
import { planWarnings } from '../../../appraisal/plan-file/warnings.ts';
import type { Language } from './wording.ts';

/** What a plan file is warned of, a line each. */
export function warningLines({ declaration }: PlanFile, language: Language): readonly string[] {
  return planWarnings(declaration).map(
    ({ key, happened }) => `! ${planName(declaration)} ${key}: ${happened[language]}`,
  );
}
