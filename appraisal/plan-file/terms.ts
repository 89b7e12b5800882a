import type { Curve, Plan, WeightSet } from '../facts.ts';
import { grouped } from '../grouping.ts';
import type { PlanDeclaration } from './schema.ts';

/** A plan file in the words of an appraisal. */
export interface PlanTerms {
  readonly plan: Plan;
  readonly weightSets: readonly WeightSet[];
  readonly curves: Readonly<Record<string, Curve>>;
}

/** An end of validity that nobody has named yet. */
export const openEnd = '2299-12-31';

export function termsOf(declaration: PlanDeclaration): PlanTerms {
  return {
    plan: planOf(declaration),
    weightSets: weightSetsOf(declaration),
    curves: Object.fromEntries(
      Object.entries(declaration.curves).map(([kpi, curve]) => [kpi, curveOf(curve)]),
    ),
  };
}

function planOf({ code, version, from, until, commission }: PlanDeclaration): Plan {
  const { team_bonus: bonus, overrides } = commission;
  const named = overrides.flatMap(({ employee, rate }) =>
    employee === undefined ? [] : [{ employeeId: employee, overrideRate: rate }],
  );
  return {
    ...{ planId: code, version, from, until: until ?? null },
    ...{ base: commission.base, tierMode: commission.tier_mode, tiers: commission.tiers },
    ...{ minAttainment: commission.min_attainment ?? null, cap: commission.cap ?? null },
    coefficientBands: commission.coefficient_bands.map(({ min_score, coef }) => ({
      ...{ minScore: min_score, coefficient: coef },
    })),
    release: commission.release ?? null,
    draws: commission.draws.map(({ employee, ...draw }) => ({ employeeId: employee, ...draw })),
    teamBonus: bonus
      ? { minAttainment: bonus.min_attainment, rate: bonus.rate, allocation: bonus.allocation }
      : null,
    manager: named[0] ?? null,
    levels: overrides.flatMap(({ level, rate }) =>
      level === undefined ? [] : [{ level, overrideRate: rate }],
    ),
  };
}

/** Sets of a role are numbered in the order of the file. */
function weightSetsOf({ weights, roles = [], from, until }: PlanDeclaration): readonly WeightSet[] {
  const told = weights.flatMap((set) =>
    (set.role === undefined ? roles : [set.role]).map((role) => ({
      ...{ role, from: set.from ?? from, until: set.until ?? until ?? openEnd, weights: set.kpis },
    })),
  );
  return [...grouped(told, ({ role }) => role).values()].flatMap((sets) =>
    sets.map((set, index) => ({ ...set, version: index + 1 })),
  );
}

function curveOf(curve: PlanDeclaration['curves'][string]): Curve {
  if (curve.type !== 'linear') return curve;
  return { type: 'linear', floor: curve.floor ?? null, cap: curve.cap ?? null };
}
