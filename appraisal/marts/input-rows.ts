import { z } from 'zod';
import { perspectives } from '../../models/kpi/declaration.ts';

const day = z.iso.date();
const decimal = z.string();
const count = z.int();

/** What is read of the rows of each input of `mart.appraisal_facts`; decimals are text, ends of validity are first days no more. */
export const inputRows = z.object({
  period: z.array(
    z.object({
      ...{ period_id: z.string(), period_start: day, period_end: day, as_of: day, base_currency: z.string() },
      ...{ csat_min_answers: count, own_calendar: z.boolean(), source: z.string() },
    }),
  ),
  day: z.array(z.object({ date: day, is_workday: z.boolean() })),
  official: z.array(
    z.object({ date: day, day_of_week: count, is_workday: z.boolean(), is_adjusted_workday: z.boolean() }),
  ),
  employee: z.array(
    z.object({
      ...{ employee_id: z.string(), name: z.string(), role: z.string(), kind: z.string() },
      ...{ team_id: z.string(), manager_id: z.string().nullable(), valid_from: day, valid_to: day },
    }),
  ),
  unit: z.array(
    z.object({
      ...{ org_id: z.string(), parent_id: z.string().nullable() },
      ...{ path: z.array(z.string()), is_current: z.boolean() },
    }),
  ),
  weight: z.array(
    z.object({
      ...{ plan_id: z.string(), role: z.string(), version: count, kpi: z.string() },
      ...{ valid_from: day, valid_to: day, weight: decimal },
    }),
  ),
  perspective: z.array(
    z.object({ plan_id: z.string(), version: count, kpi: z.string(), perspective: z.enum(perspectives) }),
  ),
  curve: z.array(
    z.object({
      ...{ plan_id: z.string(), plan_version: count, kpi: z.string() },
      ...{ type: z.enum(['linear', 'step', 'points']), point_no: count },
      ...{ floor: decimal.nullable(), cap: decimal.nullable() },
      ...{ value: decimal.nullable(), score: decimal.nullable() },
    }),
  ),
  target: z.array(
    z.object({
      ...{
        employee_id: z.string(),
        kpi: z.string(),
        period_start: day,
        period_end: day,
        is_in_force: z.boolean(),
      },
      ...{ value: decimal, proration: z.enum(['none', 'calendar_day', 'workday', 'month']), ramp: decimal },
    }),
  ),
  plan: z.array(
    z.object({
      ...{ plan_id: z.string(), version: count, org_id: z.string().nullable() },
      ...{ roles: z.array(z.string()), payout: z.enum(['month', 'quarter', 'half', 'year']).nullable() },
      csat_min_answers: count.nullable(),
      ...{ valid_from: day.nullable(), valid_to: day.nullable(), base: z.string(), tier_mode: z.string() },
      ...{ min_attainment: decimal.nullable(), cap: decimal.nullable(), release: z.string().nullable() },
      ...{ bonus_min_attainment: decimal.nullable(), bonus_rate: decimal.nullable() },
      ...{ bonus_allocation: z.string().nullable() },
      ...{ manager_id: z.string().nullable(), override_rate: decimal.nullable() },
    }),
  ),
  step: z.array(
    z.object({
      ...{
        plan_id: z.string(),
        version: count,
        kind: z.enum(['tier', 'coefficient', 'override']),
        step_no: count,
      },
      ...{ threshold: decimal, value: decimal },
    }),
  ),
  draw: z.array(
    z.object({
      ...{ plan_id: z.string(), version: count, employee_id: z.string() },
      ...{ monthly: decimal, months: count, recoverable: z.boolean() },
    }),
  ),
  event: z.array(
    z.object({
      ...{ period_id: z.string(), order_no: z.string(), happened_on: day, amount: decimal },
      kind: z.enum(['booking', 'refund', 'cancellation']),
    }),
  ),
  order: z.array(
    z.object({
      ...{ period_id: z.string(), order_no: z.string(), confirmed_at: z.string(), booked_on: day },
      ...{ dq_status: z.enum(['ok', 'cleared', 'under_review']), due_on: day.nullable() },
      held_by: z.array(z.string()),
      ...{ paid: decimal, paid_at_close: decimal, fx_gain: decimal },
    }),
  ),
  credit: z.array(
    z.object({
      ...{ period_id: z.string(), order_no: z.string(), employee_id: z.string() },
      ...{ kind: z.enum(['revenue', 'overlay']), part: decimal, whole: decimal },
    }),
  ),
  scorecard_kpi: z.array(
    z.object({
      ...{ kpi: z.string(), version: count, is_weighed: z.boolean() },
      ...{ form: z.enum(['sum', 'ratio']), direction: z.enum(['higher', 'lower']) },
    }),
  ),
  kpi_month: z.array(
    z.object({
      ...{ period_id: z.string(), employee_id: z.string(), kpi: z.string(), month: day },
      ...{ numerator: decimal, denominator: decimal },
    }),
  ),
  count: z.array(
    z.object({
      ...{ period_id: z.string(), employee_id: z.string(), value: decimal },
      measure: z.enum(['followups', 'flagged_followups', 'answers', 'answer_sum', 'new_customers']),
    }),
  ),
});

/** The columns it reads, by input. */
export const inputColumns: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(inputRows.shape).map(([alias, { element }]) => [alias, Object.keys(element.shape)]),
);

export type InputRows = z.infer<typeof inputRows>;
export type PeriodRow = InputRows['period'][number];
export type PlanRow = InputRows['plan'][number];
