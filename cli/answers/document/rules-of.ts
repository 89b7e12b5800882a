import type { PeriodFacts, Plan } from '../../../appraisal/facts.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { dayAfter, halfOpen } from './half-open.ts';
import { ordersOf } from './orders-of.ts';

type RoleSpan = PeriodFacts['employees'][number] & { readonly teamId: string };

/** Facts that still say which team somebody is of. */
export interface DocumentFacts extends PeriodFacts {
  readonly employees: readonly RoleSpan[];
}

/**
 * What a document says of people, rules and orders, as an appraisal will read it; counts and calendar are left out. Like the marts it knows only
 * who has a role in the period; targets of people it names nowhere stay in, to be refused.
 */
export function rulesOf(document: FixtureDocument): DocumentFacts {
  const { meta, employees, weight_sets, curves, targets } = document;
  const period = { id: meta.period.id, from: meta.period.start, until: dayAfter(meta.period.end) };
  const members = employees.flatMap((row): readonly RoleSpan[] => {
    const span = halfOpen(row);
    const { kind } = row;
    const touches = span.from < period.until && span.until > period.from;
    if (!touches || (kind !== 'rep' && kind !== 'manager')) return [];
    return [
      {
        ...span,
        employeeId: row.emp_id,
        name: row.name ?? row.emp_id,
        kind,
        role: row.role,
        teamId: row.team_id,
        managerId: null,
      },
    ];
  });
  const ids = new Set(members.map(({ employeeId }) => employeeId));
  const known = new Set(employees.map(({ emp_id }) => emp_id));
  return {
    ...{
      period,
      asOf: meta.close_as_of,
      baseCurrency: meta.base_currency,
      teamId: employees[0]?.team_id ?? '',
    },
    csatMinAnswers: Number(meta.csat_min_n),
    calendar: { holidays: [], adjustedWorkdays: [] },
    employees: members,
    units: [],
    weightSets: weight_sets.map(({ role, version, weights, ...validity }) => ({
      ...{ role, version: Number(version), ...halfOpen(validity), weights },
    })),
    curves: Object.fromEntries(Object.entries(curves).map(([kpi, curve]) => [kpi, curveOf(curve)])),
    targets: targets
      .filter(({ emp_id }) => ids.has(emp_id) || !known.has(emp_id))
      .map(({ emp_id, kpi, base, proration, ramp }) => ({ employeeId: emp_id, kpi, base, proration, ramp })),
    plans: members.length === 0 || !document.plan ? [] : [planOf(document.plan)],
    ...{ orders: ordersOf(document), followups: [], surveys: [], newCustomers: [], missingRates: [] },
  };
}

function curveOf(curve: FixtureDocument['curves'][string]): PeriodFacts['curves'][string] {
  switch (curve.type) {
    case 'linear':
      return { type: 'linear', floor: curve.floor ?? null, cap: curve.cap ?? null };
    case 'step':
      return { type: 'step', steps: curve.steps.map(({ min, score }) => ({ min, score })) };
    case 'points':
      return { type: 'points', points: curve.points };
  }
}

function planOf(plan: NonNullable<FixtureDocument['plan']>): Plan {
  const { team_bonus: bonus, manager } = plan;
  return {
    ...{ planId: plan.plan_id, version: Number(plan.version), from: null, until: null },
    ...{
      base: plan.base,
      tierMode: plan.tier_mode,
      tiers: plan.tiers.map(({ from, rate }) => ({ from, rate })),
    },
    ...{ minAttainment: plan.min_attainment ?? null, cap: plan.cap ?? null, release: plan.release ?? null },
    coefficientBands: plan.coefficient_bands.map(({ min_score, coef }) => ({
      minScore: min_score,
      coefficient: coef,
    })),
    draws: plan.draws.map(({ emp_id, monthly, months, recoverable }) => ({
      ...{ employeeId: emp_id, monthly, months: Number(months), recoverable },
    })),
    teamBonus: bonus
      ? { minAttainment: bonus.min_attainment, rate: bonus.rate, allocation: bonus.allocation }
      : null,
    manager: manager ? { employeeId: manager.emp_id, overrideRate: manager.override_rate } : null,
  };
}
