import type { Curve, DecimalText, PeriodFacts, Plan, WeightSet } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { isMeasured } from '../measure.ts';
import { weighedIn } from '../weights.ts';
import type { InputRows, PlanRow } from './input-rows.ts';

/**
 * Rules of an appraisal as the warehouse keeps them, row by row, put together again. Weights of the plan's own stand, for the roles they are
 * about, in place of those that hold for all plans.
 */
export function weightSetsOf({ weight }: Pick<InputRows, 'weight'>, planId: string): readonly WeightSet[] {
  const own = weight.filter(({ plan_id }) => plan_id === planId);
  const roles = new Set(own.map(({ role }) => role));
  const common = weight.filter(({ plan_id, role }) => plan_id === '' && !roles.has(role));
  const sets = grouped(
    [...common, ...own],
    ({ role, version, valid_from }) => `${role} ${version} ${valid_from}`,
  );
  return [...sets.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { role, version, valid_from: from, valid_to: until } = first;
    const weights = Object.fromEntries(rows.map(({ kpi, weight: value }) => [kpi, value]));
    return [{ role, version, from, until, weights }];
  });
}

/** What the catalogue said of the KPIs a plan weighs; undefined where it weighs none but those every appraisal measures. */
export function catalogueOf(
  { scorecard_kpi }: Pick<InputRows, 'scorecard_kpi'>,
  weightSets: readonly WeightSet[],
): PeriodFacts['catalogue'] {
  const weighed = weighedIn(weightSets);
  const found = scorecard_kpi.filter(
    ({ kpi, is_weighed }) => is_weighed && weighed.has(kpi) && !isMeasured(kpi),
  );
  if (found.length === 0) return undefined;
  return Object.fromEntries(
    found.map(({ kpi, version, form, direction }) => [kpi, { version, form, direction }]),
  );
}

/** A plan's own curve of a KPI stands in place of the one that holds for all. */
export function curvesOf(
  { curve }: Pick<InputRows, 'curve'>,
  plan: Pick<PlanRow, 'plan_id' | 'version'>,
): Readonly<Record<string, Curve>> {
  const own = curve.filter(
    ({ plan_id, plan_version }) => plan_id === plan.plan_id && plan_version === plan.version,
  );
  const kpis = new Set(own.map(({ kpi }) => kpi));
  const common = curve.filter(({ plan_id, kpi }) => plan_id === '' && !kpis.has(kpi));
  const curves = [...grouped([...common, ...own], ({ kpi }) => kpi)].flatMap(([kpi, rows]) => {
    const found = curveOf(rows.toSorted((a, b) => a.point_no - b.point_no));
    return found === undefined ? [] : [[kpi, found] as const];
  });
  return Object.fromEntries(curves);
}

/** By KPI; undefined where the version of the plan weighs no perspectives. */
export function perspectivesOf(
  { perspective }: Pick<InputRows, 'perspective'>,
  plan: Pick<PlanRow, 'plan_id' | 'version'>,
): PeriodFacts['perspectives'] {
  const own = perspective.filter(
    ({ plan_id, version }) => plan_id === plan.plan_id && version === plan.version,
  );
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(({ kpi, perspective: name }) => [kpi, name]));
}

function curveOf(rows: InputRows['curve']): Curve | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { type, floor, cap } = first;
  if (type === 'linear') return { type, floor, cap };
  const points = rows.flatMap(({ value, score }): (readonly [DecimalText, DecimalText])[] =>
    value === null || score === null ? [] : [[value, score]],
  );
  return type === 'points'
    ? { type, points }
    : { type, steps: points.map(([min, score]) => ({ min, score })) };
}

/** One version of a plan with its tiers, bands and draws. */
export function planOf(row: PlanRow, { step, draw }: Pick<InputRows, 'step' | 'draw'>): Plan {
  const isOwn = (of: { readonly plan_id: string; readonly version: number }) =>
    of.plan_id === row.plan_id && of.version === row.version;
  const steps = (kind: InputRows['step'][number]['kind']) =>
    step.filter((each) => each.kind === kind && isOwn(each)).toSorted((a, b) => a.step_no - b.step_no);
  return {
    planId: row.plan_id,
    version: row.version,
    from: row.valid_from,
    until: row.valid_to,
    base: row.base,
    tierMode: row.tier_mode,
    tiers: steps('tier').map(({ threshold, value }) => ({ from: threshold, rate: value })),
    minAttainment: row.min_attainment,
    cap: row.cap,
    coefficientBands: steps('coefficient').map(({ threshold, value }) => ({
      ...{ minScore: threshold, coefficient: value },
    })),
    release: row.release,
    draws: draw.filter(isOwn).map(({ employee_id, monthly, months, recoverable }) => ({
      ...{ employeeId: employee_id, monthly, months, recoverable },
    })),
    teamBonus: teamBonusOf(row),
    manager: managerOf(row),
    levels: steps('override').map(({ threshold, value }) => ({
      ...{ level: threshold === '1' ? (1 as const) : (2 as const), overrideRate: value },
    })),
  };
}

function teamBonusOf({ bonus_min_attainment, bonus_rate, bonus_allocation }: PlanRow): Plan['teamBonus'] {
  if (bonus_rate === null) return null;
  return {
    minAttainment: bonus_min_attainment ?? '0',
    rate: bonus_rate,
    allocation: bonus_allocation ?? '',
  };
}

function managerOf({ manager_id, override_rate }: PlanRow): Plan['manager'] {
  if (manager_id === null) return null;
  return { employeeId: manager_id, overrideRate: override_rate ?? '0' };
}
