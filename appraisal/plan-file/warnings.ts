import type { Words } from '../explain/step.ts';
import { advisedKpis } from '../refusals/weight-rules.ts';
import type { PlanDeclaration } from './schema.ts';
import { termsOf } from './terms.ts';

/** Something in a plan file that can be meant and seldom is good. */
export interface PlanWarning {
  /** As refusals name it: `weight_sets[AE v1].weights`. */
  readonly key: string;
  readonly happened: Words;
}

/** What a plan file is taken in with and warned of. */
export function planWarnings(declaration: PlanDeclaration): readonly PlanWarning[] {
  return termsOf(declaration).weightSets.flatMap(({ role, version, weights }) => {
    const size = Object.keys(weights).length;
    if (size <= advisedKpis) return [];
    const happened = {
      zh: `共 ${size} 个指标；超过 ${advisedKpis} 个会分散重点。`,
      en: `It weighs ${size} KPIs; more than ${advisedKpis} blur what counts.`,
    };
    return [{ key: `weight_sets[${role} v${version}].weights`, happened }];
  });
}
