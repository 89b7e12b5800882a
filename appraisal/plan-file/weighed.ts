import { isWeighable, type Weighing } from '../../models/kpi/weighing.ts';
import { exact } from '../exact.ts';
import type { Curve } from '../facts.ts';
import { isMeasured, measuredAs } from '../measure.ts';
import { unmeasured } from '../refusals/kpi-known.ts';
import { type Refusal, unless } from '../refusals/refusal.ts';
import { weighedIn } from '../weights.ts';
import type { PlanCompany } from './company.ts';
import type { PlanDeclaration } from './schema.ts';
import { termsOf } from './terms.ts';

type Catalogue = Pick<PlanCompany, 'declared'>;

/** The KPIs of the catalogue that a plan weighs besides those every appraisal measures, by key. */
export function catalogueKpisOf(declaration: PlanDeclaration): readonly string[] {
  return [...weighedIn(termsOf(declaration).weightSets)].filter((kpi) => !isMeasured(kpi));
}

/** Why a KPI cannot be weighed, a sentence; undefined: it can. */
export function weighingObstacle(kpi: string, { declared }: Catalogue): string | undefined {
  if (isMeasured(kpi)) return undefined;
  const measured = measuredAs(kpi);
  if (measured !== undefined) return `Scorecards weigh ${kpi} as ${measured}.`;
  const weighing = declared(kpi)?.weighing;
  if (weighing === undefined) return unmeasured(kpi, {});
  return isWeighable(weighing) ? undefined : `No scorecard weighs ${kpi}: it ${weighing.why}.`;
}

/** Where less is better, a higher value never scores higher: straight lines and steps only rise. */
export function directionRules(declaration: PlanDeclaration, catalogue: Catalogue): readonly Refusal[] {
  const { curves } = termsOf(declaration);
  return catalogueKpisOf(declaration).flatMap((kpi) => {
    const curve = curves[kpi];
    const weighing = catalogue.declared(kpi)?.weighing;
    if (curve === undefined || weighing === undefined || !isWeighable(weighing)) return [];
    const happened = `Less of ${kpi} is better; give it points whose scores fall.`;
    return unless(isFair(curve, weighing), `curves.${kpi}`, 'curve_direction', happened);
  });
}

function isFair(curve: Curve, { direction }: Weighing): boolean {
  if (direction === 'higher') return true;
  if (curve.type !== 'points') return false;
  const rising = curve.points.toSorted(([one], [other]) => exact(one).compare(exact(other)));
  return rising.every(([, score], place) => {
    const before = rising[place - 1];
    return before === undefined || exact(score).lte(exact(before[1]));
  });
}
