import type { CalendarFacts, PeriodFacts, Plan, RoleSpan } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { type InputRows, inputRows, type PeriodRow, type PlanRow } from './input-rows.ts';
import { ordersOf } from './orders-of.ts';
import { curvesOf, planOf, weightSetsOf } from './rules-of.ts';

/** What one plan pays for in one period. */
export interface PlanFacts {
  readonly periodId: string;
  readonly planId: string;
  readonly facts: PeriodFacts;
}

/** Facts of every period and every plan that is for somebody in it. `rows`: those of the inputs of `mart.appraisal_facts`. */
export function factsOf(rows: Readonly<Record<string, unknown>>): readonly PlanFacts[] {
  const read = inputRows.parse(rows);
  const plans = [...grouped(read.plan, ({ plan_id }) => plan_id)];
  return read.period.flatMap((period) =>
    plans.flatMap(([planId, versions]) => {
      const employees = membersOf(read, period, versions);
      if (employees.length === 0) return [];
      return [{ periodId: period.period_id, planId, facts: planFacts(read, period, versions, employees) }];
    }),
  );
}

type Member = RoleSpan & { readonly teamId: string };

/** Stretches of role that touch the period, of everybody the newest version of the plan is for. */
function membersOf(rows: InputRows, period: PeriodRow, versions: readonly PlanRow[]): readonly Member[] {
  const newest = versions.toSorted((a, b) => a.version - b.version).at(-1);
  const orgId = newest?.org_id ?? null;
  const below = new Set(
    rows.unit.filter(({ path }) => orgId !== null && path.includes(orgId)).map(({ org_id }) => org_id),
  );
  return rows.employee.flatMap((row) => {
    const touches = row.valid_from < period.period_end && row.valid_to > period.period_start;
    const isMeant = orgId === null || below.has(row.team_id);
    if (!touches || !isMeant || (row.kind !== 'rep' && row.kind !== 'manager')) return [];
    const { employee_id: employeeId, name, kind, role, team_id: teamId } = row;
    return [
      {
        employeeId,
        name,
        kind,
        role,
        teamId,
        managerId: row.manager_id,
        from: row.valid_from,
        until: row.valid_to,
      },
    ];
  });
}

function planFacts(
  rows: InputRows,
  period: PeriodRow,
  versions: readonly PlanRow[],
  members: readonly Member[],
): PeriodFacts {
  const ids = new Set(members.map(({ employeeId }) => employeeId));
  const plans = versions.map((version) => planOf(version, rows));
  const isForAll = versions.some(({ org_id }) => org_id === null);
  const orders = ordersOf(rows, period.period_id).filter(
    ({ credits }) => isForAll || credits.some(({ employeeId }) => ids.has(employeeId)),
  );
  return {
    period: { id: period.period_id, from: period.period_start, until: period.period_end },
    asOf: period.as_of,
    baseCurrency: period.base_currency,
    teamId: nameOf(members, plans),
    csatMinAnswers: period.csat_min_answers,
    calendar: calendarOf(rows, period),
    employees: members.map(({ teamId: _team, ...span }) => span),
    units: rows.unit
      .filter(({ is_current }) => is_current)
      .map(({ org_id, parent_id }) => ({ unitId: org_id, parentId: parent_id })),
    weightSets: weightSetsOf(rows),
    curves: curvesOf(rows),
    targets: targetsOf(rows, period, ids),
    plans,
    orders,
    ...countsOf(rows, period, ids),
    // An amount without a rate fails a check of fct.order_event, long before anybody is appraised by it.
    missingRates: [],
  };
}

/** The team, or the plan where it is for several. */
function nameOf(members: readonly Member[], plans: readonly Plan[]): string {
  const [team, ...others] = new Set(members.map(({ teamId }) => teamId));
  return team !== undefined && others.length === 0 ? team : (plans[0]?.planId ?? '');
}

/** The company's own days where the period says so, else those the State Council has announced. */
function calendarOf({ day, official }: InputRows, period: PeriodRow): CalendarFacts {
  const isWithin = ({ date }: { readonly date: string }) =>
    date >= period.period_start && date < period.period_end;
  const days = (rows: readonly { readonly date: string }[]) => rows.filter(isWithin).map(({ date }) => date);
  if (period.own_calendar) {
    return {
      holidays: days(day.filter(({ is_workday }) => !is_workday)),
      adjustedWorkdays: days(day.filter(({ is_workday }) => is_workday)),
    };
  }
  return {
    holidays: days(official.filter(({ day_of_week, is_workday }) => day_of_week < 6 && !is_workday)),
    adjustedWorkdays: days(official.filter(({ is_adjusted_workday }) => is_adjusted_workday)),
  };
}

/** Targets of the whole period, and those of parts of it such as months, which add up. */
function targetsOf(
  { target }: InputRows,
  period: PeriodRow,
  ids: ReadonlySet<string>,
): PeriodFacts['targets'] {
  return target
    .filter(
      (row) =>
        row.is_in_force &&
        ids.has(row.employee_id) &&
        row.period_start >= period.period_start &&
        row.period_end <= period.period_end,
    )
    .map(({ employee_id, kpi, value, proration, ramp }) => ({
      ...{ employeeId: employee_id, kpi, base: value, proration, ramp },
    }));
}

function countsOf(
  { count }: InputRows,
  { period_id }: PeriodRow,
  ids: ReadonlySet<string>,
): Pick<PeriodFacts, 'followups' | 'surveys' | 'newCustomers'> {
  const own = count.filter((row) => row.period_id === period_id && ids.has(row.employee_id));
  const people = [...grouped(own, ({ employee_id }) => employee_id)].map(([employeeId, rows]) => {
    const value = (measure: string) => rows.find((row) => row.measure === measure)?.value ?? '0';
    return { employeeId, value };
  });
  return {
    followups: people.map(({ employeeId, value }) => ({
      ...{ employeeId, logged: Number(value('followups')), flagged: Number(value('flagged_followups')) },
    })),
    surveys: people.map(({ employeeId, value }) => ({
      ...{ employeeId, answers: Number(value('answers')), sum: value('answer_sum') },
    })),
    newCustomers: people.map(({ employeeId, value }) => ({
      ...{ employeeId, count: Number(value('new_customers')) },
    })),
  };
}
