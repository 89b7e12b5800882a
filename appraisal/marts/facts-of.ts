import type { CalendarFacts, Elsewhere, OrderFact, PeriodFacts, Plan, RoleSpan, Superior } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { isMeasured } from '../measure.ts';
import { type InputRows, inputRows, type PeriodRow, type PlanRow } from './input-rows.ts';
import { ordersOf } from './orders-of.ts';
import { currentOf, isFor, isMember, isPaid } from './plan-in-period.ts';
import { catalogueOf, curvesOf, perspectivesOf, planOf, weightSetsOf } from './rules-of.ts';

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
  return read.period.flatMap((period) => {
    const orders = ordersOf(read, period.period_id);
    return plans.flatMap(([planId, versions]) => {
      const current = currentOf(versions, period);
      if (current === undefined || !isPaid(versions, current, period)) return [];
      const employees = membersOf(read, period, current);
      if (employees.length === 0) return [];
      const facts = planFacts(read, { period, orders, versions, current }, employees);
      return [{ periodId: period.period_id, planId, facts }];
    });
  });
}

/** A plan in one of the periods it pays. */
interface Paying {
  readonly period: PeriodRow;
  /** Of the whole company. */
  readonly orders: readonly OrderFact[];
  readonly versions: readonly PlanRow[];
  /** The version that says whom the plan is for in the period. */
  readonly current: PlanRow;
}

type EmployeeRow = InputRows['employee'][number];

function touches({ valid_from, valid_to }: EmployeeRow, { period_start, period_end }: PeriodRow): boolean {
  return valid_from < period_end && valid_to > period_start;
}

/** What reps of the plan did in the period while it was not for them. */
function elsewhereOf(
  rows: InputRows,
  { period, current }: Pick<Paying, 'period' | 'current'>,
  members: readonly Member[],
): readonly Elsewhere[] {
  const isMeant = isFor(rows.unit, current);
  const reps = new Set(members.flatMap(({ kind, employeeId }) => (kind === 'rep' ? [employeeId] : [])));
  return rows.employee
    .filter((row) => reps.has(row.employee_id) && touches(row, period) && !isMeant(row))
    .filter(({ kind }) => kind === 'rep' || kind === 'manager')
    .map(({ employee_id, valid_from, valid_to }) => ({
      ...{ employeeId: employee_id, from: valid_from, until: valid_to },
    }));
}

/** Two levels above the members, in whatever role. */
function superiorsOf(rows: InputRows, period: PeriodRow, members: readonly Member[]): readonly Superior[] {
  const spansOf = (ids: ReadonlySet<string>) =>
    rows.employee.filter((row) => ids.has(row.employee_id) && touches(row, period));
  const first = new Set(members.flatMap(({ managerId }) => managerId ?? []));
  const second = new Set(spansOf(first).flatMap(({ manager_id }) => manager_id ?? []));
  return spansOf(new Set([...first, ...second])).map((row) => ({
    ...{ employeeId: row.employee_id, name: row.name, role: row.role, managerId: row.manager_id },
    ...{ from: row.valid_from, until: row.valid_to },
  }));
}

type Member = RoleSpan & { readonly teamId: string };

/** Stretches of role that touch the period, of everybody the plan is for. */
function membersOf(rows: InputRows, period: PeriodRow, plan: PlanRow): readonly Member[] {
  const isOfPlan = isMember(rows.unit, plan);
  return rows.employee.flatMap((row) => {
    const { kind } = row;
    if (!touches(row, period) || !isOfPlan(row) || (kind !== 'rep' && kind !== 'manager')) return [];
    const { employee_id: employeeId, name, role, team_id: teamId } = row;
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
  { period, orders, versions, current }: Paying,
  members: readonly Member[],
): PeriodFacts {
  const ids = new Set(members.map(({ employeeId }) => employeeId));
  const plans = versions.map((version) => planOf(version, rows));
  const away = elsewhereOf(rows, { period, current }, members);
  const paysLevels = plans.some(({ levels }) => levels !== undefined && levels.length > 0);
  const perspectives = perspectivesOf(rows, current);
  const isForAll = current.org_id === null && current.roles.length === 0;
  const isOurs = ({ credits }: OrderFact) => credits.some(({ employeeId }) => ids.has(employeeId));
  const weightSets = weightSetsOf(rows, current.plan_id);
  const catalogue = catalogueOf(rows, weightSets);
  return {
    period: { id: period.period_id, from: period.period_start, until: period.period_end },
    asOf: period.as_of,
    baseCurrency: period.base_currency,
    teamId: nameOf(members, plans),
    csatMinAnswers: current.csat_min_answers ?? period.csat_min_answers,
    calendar: calendarOf(rows, period),
    employees: members.map(({ teamId: _team, ...span }) => span),
    ...(away.length === 0 ? {} : { elsewhere: away }),
    ...(paysLevels ? { superiors: superiorsOf(rows, period, members) } : {}),
    units: rows.unit
      .filter(({ is_current }) => is_current)
      .map(({ org_id, parent_id }) => ({ unitId: org_id, parentId: parent_id })),
    weightSets,
    curves: curvesOf(rows, current),
    ...(perspectives === undefined ? {} : { perspectives }),
    ...(catalogue === undefined
      ? {}
      : { catalogue, kpiMonths: kpiMonthsOf(rows, period, { ids, catalogue }) }),
    targets: targetsOf(rows, period, { ids, catalogue }),
    plans,
    orders: isForAll ? orders : orders.filter(isOurs),
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

/** Whom a plan is for, and what it weighs of the catalogue. */
interface Weighed {
  readonly ids: ReadonlySet<string>;
  readonly catalogue: PeriodFacts['catalogue'];
}

/** Targets of the whole period, and those of parts of it such as months, which add up; of KPIs of the catalogue those the plan weighs. */
function targetsOf(
  { target, scorecard_kpi }: InputRows,
  period: PeriodRow,
  { ids, catalogue = {} }: Weighed,
): PeriodFacts['targets'] {
  const declared = new Set(scorecard_kpi.map(({ kpi }) => kpi));
  const isMeant = (kpi: string) => isMeasured(kpi) || !declared.has(kpi) || Object.hasOwn(catalogue, kpi);
  return target
    .filter(
      (row) =>
        row.is_in_force &&
        isMeant(row.kpi) &&
        ids.has(row.employee_id) &&
        row.period_start >= period.period_start &&
        row.period_end <= period.period_end,
    )
    .map(({ employee_id, kpi, value, proration, ramp }) => ({
      ...{ employeeId: employee_id, kpi, base: value, proration, ramp },
    }));
}

function kpiMonthsOf(
  { kpi_month }: InputRows,
  { period_id }: PeriodRow,
  { ids, catalogue = {} }: Weighed,
): NonNullable<PeriodFacts['kpiMonths']> {
  return kpi_month
    .filter(
      (row) => row.period_id === period_id && ids.has(row.employee_id) && Object.hasOwn(catalogue, row.kpi),
    )
    .map(({ employee_id, kpi, month, numerator, denominator }) => ({
      ...{ employeeId: employee_id, kpi, month, numerator, denominator },
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
