import { type Perspective, perspectives } from '../../models/kpi/declaration.ts';
import { exact, isDecimal, sum } from '../exact.ts';
import type { WeightSet } from '../facts.ts';
import { catalogueKey } from '../measure.ts';
import { shareRules } from '../refusals/number-rules.ts';
import { type Refusal, unless } from '../refusals/refusal.ts';
import { rounded } from '../rounding.ts';
import { weighedIn } from '../weights.ts';
import type { PlanCompany } from './company.ts';
import type { PlanDeclaration } from './schema.ts';
import { termsOf } from './terms.ts';

type Catalogue = Pick<PlanCompany, 'declared'>;
type Balanced = NonNullable<PlanDeclaration['perspectives']>;

const key = 'perspectives';

/** The perspective of each KPI a plan weighs: what the file says, else the catalogue; empty for a plan that weighs no perspectives. */
export function perspectivesOf(
  declaration: PlanDeclaration,
  { declared }: Catalogue,
): ReadonlyMap<string, Perspective> {
  const { perspectives: balanced } = declaration;
  if (balanced === undefined) return new Map();
  const weighed = weighedIn(termsOf(declaration).weightSets);
  return new Map(
    [...weighed].flatMap((kpi) => {
      const found = balanced.kpis[kpi] ?? declared(catalogueKey(kpi))?.perspective;
      return found === undefined ? [] : [[kpi, found] as const];
    }),
  );
}

/** Perspectives add up to 1, none is empty, and the KPIs of each add up to it in every scorecard of the plan. */
export function perspectiveRules(declaration: PlanDeclaration, catalogue: Catalogue): readonly Refusal[] {
  const { perspectives: balanced } = declaration;
  if (balanced === undefined) return [];
  const weights = Object.entries(balanced.weights);
  const shares = weights.flatMap(([name, weight]) => shareRules(`${key}.weights.${name}`, weight));
  if (shares.length > 0) return shares;
  const sets = termsOf(declaration).weightSets;
  const of = perspectivesOf(declaration, catalogue);
  return [
    ...totalRules(weights.map(([, weight]) => weight)),
    ...unless(sets.length > 0, key, 'perspective_filled', 'The file weighs no KPIs that could fill them.'),
    ...unusedRules(balanced, of),
    ...sets.flatMap((set) => setRules(set, balanced, of)),
  ];
}

function totalRules(weights: readonly string[]): readonly Refusal[] {
  const total = sum(weights.map(exact));
  const happened = `The perspectives add up to ${rounded(total, 6)}; it has to be 1.`;
  return unless(total.equals(1), `${key}.weights`, 'weights_add_up', happened);
}

function unusedRules({ kpis }: Balanced, of: ReadonlyMap<string, Perspective>): readonly Refusal[] {
  return Object.keys(kpis).flatMap((kpi) =>
    unless(of.has(kpi), `${key}.kpis.${kpi}`, 'kpi_known', `The plan weighs no KPI called ${kpi}.`),
  );
}

function setRules(
  { role, version, weights }: WeightSet,
  { weights: wanted }: Balanced,
  of: ReadonlyMap<string, Perspective>,
): readonly Refusal[] {
  const card = `weight_sets[${role} v${version}]`;
  const entries = Object.entries(weights).filter(([, weight]) => isDecimal(weight));
  return perspectives.flatMap((name) => {
    const due = wanted[name];
    const own = entries.filter(([kpi]) => of.get(kpi) === name).map(([, weight]) => exact(weight));
    if (due === undefined && own.length === 0) return [];
    const place = `${key}.weights.${name}`;
    if (own.length === 0) return unless(false, place, 'perspective_filled', `${card} weighs no KPI of it.`);
    const total = sum(own);
    const happened = `The KPIs of it in ${card} add up to ${rounded(total, 6)}; it has to be ${due ?? '0'}.`;
    return unless(total.equals(exact(due ?? '0')), place, 'weights_add_up', happened);
  });
}
