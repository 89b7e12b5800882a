import { YardstickError } from '../errors/yardstick-error.ts';
import { lengthOf, overlap } from './days.ts';
import { type Exact, exact, ratio, zero } from './exact.ts';
import type { DateRange, RoleSpan, WeightSet } from './facts.ts';

/** Days of the period in which one weight set was in force for somebody's role. */
export interface WeightStretch extends DateRange {
  readonly days: number;
  readonly set: WeightSet;
}

export interface BlendedWeights {
  readonly stretches: readonly WeightStretch[];
  /** Mean over the days in role, by KPI; empty for somebody who was never in role. */
  readonly byKpi: ReadonlyMap<string, Exact>;
}

/** What of a stretch of role decides its weights. */
type InRole = DateRange & Pick<RoleSpan, 'role' | 'employeeId'>;

function stretchesOf(
  roles: readonly InRole[],
  period: DateRange,
  sets: readonly WeightSet[],
): WeightStretch[] {
  return roles.flatMap((role) =>
    sets
      .filter((set) => set.role === role.role)
      .flatMap((set) => {
        const inPeriod = overlap(role, period);
        const range = inPeriod === null ? null : overlap(inPeriod, set);
        return range === null ? [] : [{ ...range, days: lengthOf(range), set }];
      }),
  );
}

/**
 * Weights of the period: the mean over the days in role of the set in force for the role of the day.
 * @throws YardstickError APPRAISAL_REFUSED when a day in role has no set.
 */
export function blendedWeights(
  roles: readonly InRole[],
  period: DateRange,
  sets: readonly WeightSet[],
): BlendedWeights {
  const stretches = stretchesOf(roles, period, sets);
  const inRole = daysInRole(roles, period);
  const covered = stretches.reduce((days, stretch) => days + stretch.days, 0);
  if (covered !== inRole) throw uncovered(roles, inRole, covered);
  const byKpi = new Map<string, Exact>();
  for (const { days, set } of stretches) {
    for (const [kpi, weight] of Object.entries(set.weights))
      byKpi.set(kpi, (byKpi.get(kpi) ?? zero).add(exact(weight).mul(ratio(days, inRole))));
  }
  return { stretches, byKpi };
}

/** Days of the period covered by a role. */
export function daysInRole(roles: readonly DateRange[], period: DateRange): number {
  return roles.reduce((days, role) => {
    const range = overlap(role, period);
    return days + (range === null ? 0 : lengthOf(range));
  }, 0);
}

function uncovered(roles: readonly InRole[], inRole: number, covered: number): YardstickError {
  return new YardstickError(
    'APPRAISAL_REFUSED',
    `Weight sets cover ${covered} of the ${inRole} days in role.`,
    { subject: `weights of ${roles[0]?.employeeId ?? 'nobody'}` },
  );
}

/** Every KPI that any of these sets weighs. */
export function weighedIn(sets: readonly Pick<WeightSet, 'weights'>[]): ReadonlySet<string> {
  return new Set(sets.flatMap(({ weights }) => Object.keys(weights)));
}
