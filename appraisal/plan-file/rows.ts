import type { DateText } from '../facts.ts';
import type { PlanCompany } from './company.ts';
import { payoutPeriods } from './payout.ts';
import { perspectivesOf } from './perspectives.ts';
import type { PlanFile } from './plan-file.ts';
import type { PlanDeclaration } from './schema.ts';
import { termsOf } from './terms.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the source of plans reads: a row a file with its parts as JSON, and the periods that plans pay. */
export function planStreams(
  files: readonly PlanFile[],
  company: PlanCompany,
  today: DateText,
): Readonly<Record<string, readonly Row[]>> {
  return { plan: files.map((file) => planRow(file, company)), period: periodRows(files, company, today) };
}

function planRow({ file, sha256, declaration }: PlanFile, company: PlanCompany): Row {
  const { plan, weightSets, curves } = termsOf(declaration);
  return {
    ...{ code: plan.planId, version: plan.version, file, sha256 },
    ...{ roles: declaration.roles ?? [], unit: declaration.unit ?? null },
    ...{ valid_from: plan.from, valid_to: plan.until, payout: declaration.payout ?? null },
    csat_min_answers: declaration.csat_min_answers ?? null,
    ...{ base: plan.base, tier_mode: plan.tierMode, min_attainment: plan.minAttainment, cap: plan.cap },
    release: plan.release,
    bonus_min_attainment: plan.teamBonus?.minAttainment ?? null,
    bonus_rate: plan.teamBonus?.rate ?? null,
    bonus_allocation: plan.teamBonus?.allocation ?? null,
    manager_id: plan.manager?.employeeId ?? null,
    override_rate: plan.manager?.overrideRate ?? null,
    steps: stepRows(declaration),
    draws: plan.draws.map(({ employeeId, monthly, months, recoverable }) => ({
      ...{ employee_id: employeeId, monthly, months, recoverable },
    })),
    weights: weightSets.flatMap(({ role, version, from, until, weights }) =>
      Object.entries(weights).map(([kpi, weight]) => ({
        ...{ role, version, kpi, valid_from: from, valid_to: until, weight },
      })),
    ),
    perspectives: [...perspectivesOf(declaration, company)].map(([kpi, perspective]) => ({
      kpi,
      perspective,
    })),
    curves: curveRows(curves),
  };
}

function stepRows({
  commission: { tiers, coefficient_bands: bands, overrides },
}: PlanDeclaration): readonly Row[] {
  return [
    ...tiers.map(({ from, rate }, index) => ({
      ...{ kind: 'tier', step_no: index + 1, threshold: from, value: rate },
    })),
    ...bands.map(({ min_score, coef }, index) => ({
      ...{ kind: 'coefficient', step_no: index + 1, threshold: min_score, value: coef },
    })),
    ...overrides
      .flatMap(({ level, rate }) => (level === undefined ? [] : [{ level, rate }]))
      .map(({ level, rate }, index) => ({
        ...{ kind: 'override', step_no: index + 1, threshold: String(level), value: rate },
      })),
  ];
}

/** Steps and points become one row each; a linear curve is one row without a point. */
function curveRows(curves: ReturnType<typeof termsOf>['curves']): readonly Row[] {
  return Object.entries(curves).flatMap(([kpi, curve]): readonly Row[] => {
    if (curve.type === 'linear') {
      const { type, floor, cap } = curve;
      return [{ kpi, type, point_no: 0, floor: floor ?? '', cap: cap ?? '', value: '', score: '' }];
    }
    const points =
      curve.type === 'points' ? curve.points : curve.steps.map(({ min, score }) => [min, score] as const);
    return points.map(([value, score], index) => ({
      ...{ kpi, type: curve.type, point_no: index + 1, floor: '', cap: '', value, score },
    }));
  });
}

/** Each is seen up to its last day; where a source tells of a period of that name, its word counts by precedence. */
function periodRows(
  files: readonly PlanFile[],
  { fiscalYearStart }: PlanCompany,
  today: DateText,
): readonly Row[] {
  const rows = files.flatMap(({ declaration }) => {
    const { payout, from, until } = declaration;
    if (payout === undefined) return [];
    return payoutPeriods({ payout, from, until }, today, fiscalYearStart).map((period) => ({
      ...{ period_id: period.id, period_start: period.from, period_end: period.until },
    }));
  });
  const once = new Map(rows.map((row) => [row.period_id, row]));
  return [...once.values()].sort((a, b) => (a.period_id < b.period_id ? -1 : 1));
}
