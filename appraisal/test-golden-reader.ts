// Turns the golden inputs into facts without a warehouse, so that the arithmetic can be tested by itself.
import { dayNumber, dayText } from './days.ts';
import { type Exact, exact, sum, zero } from './exact.ts';
import type {
  Curve,
  OrderEvent,
  OrderFact,
  PeriodFacts,
  Plan,
  RoleSpan,
  TargetFact,
  WeightSet,
} from './facts.ts';
import { rounded } from './rounding.ts';

interface Validity {
  readonly valid_from: string;
  readonly valid_to: string;
}

interface GoldenPayment {
  readonly at: string;
  readonly currency: string;
  readonly amount: string;
}

export interface GoldenOrder {
  readonly order_no: string;
  readonly source: string;
  readonly customer_id: string;
  readonly confirmed_at: string;
  readonly currency: string;
  readonly amount: string;
  readonly credits: readonly {
    readonly emp_id: string;
    readonly pct: number;
    readonly kind?: 'revenue' | 'overlay';
  }[];
  readonly due_date: string;
  readonly dq_status?: OrderFact['dqStatus'];
  readonly cancelled_at?: string;
  readonly refunds?: readonly { readonly at: string; readonly amount: string }[];
  readonly payments: readonly GoldenPayment[];
}

/** The part of the golden inputs that golden 1 uses. */
export interface GoldenInputs {
  readonly meta: {
    readonly timezone: string;
    readonly base_currency: string;
    readonly period: { readonly id: string; readonly start: string; readonly end: string };
    readonly close_as_of: string;
    readonly later_as_of: string;
    readonly csat_min_n: number;
    readonly source_precedence: readonly string[];
  };
  readonly fx: readonly {
    readonly date: string;
    readonly from: string;
    readonly to: string;
    readonly rate: string;
  }[];
  readonly calendar: {
    readonly holidays?: readonly string[];
    readonly adjusted_workdays?: readonly string[];
  };
  readonly employees: readonly (Validity & {
    readonly emp_id: string;
    readonly name: string;
    readonly kind: RoleSpan['kind'];
    readonly role: string;
    readonly team_id: string;
  })[];
  readonly weight_sets: readonly (Validity & Pick<WeightSet, 'role' | 'version' | 'weights'>)[];
  readonly curves: Readonly<Record<string, Curve>>;
  readonly targets: readonly {
    readonly emp_id: string;
    readonly kpi: string;
    readonly base: string;
    readonly proration?: TargetFact['proration'];
    readonly ramp?: string;
  }[];
  readonly followups: readonly {
    readonly emp_id: string;
    readonly logged: number;
    readonly flagged: number;
  }[];
  readonly surveys: readonly { readonly emp_id: string; readonly n: number; readonly sum: string }[];
  readonly existing_customers: readonly string[];
  readonly orders: readonly GoldenOrder[];
  readonly plan: {
    readonly plan_id: string;
    readonly version: number;
    readonly base: string;
    readonly tier_mode: string;
    readonly tiers: Plan['tiers'];
    readonly min_attainment?: string;
    readonly cap?: string;
    readonly release?: string;
    readonly coefficient_bands?: readonly { readonly min_score: string; readonly coef: string }[];
    readonly draws?: readonly {
      readonly emp_id: string;
      readonly monthly: string;
      readonly months: number;
      readonly recoverable: boolean;
    }[];
    readonly team_bonus?: {
      readonly min_attainment: string;
      readonly rate: string;
      readonly allocation: string;
    };
    readonly manager?: { readonly emp_id: string; readonly override_rate: string };
  };
}

const dayAfter = (day: string) => dayText(dayNumber(day) + 1);
const range = ({ valid_from, valid_to }: Validity) => ({ from: valid_from, until: dayAfter(valid_to) });
const base = (value: Exact) => rounded(value, 12);

function businessDate(at: string, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(new Date(at));
}

function rateOn({ fx, meta }: GoldenInputs, currency: string, day: string): Exact {
  if (currency === meta.base_currency) return exact('1');
  const rate = fx.filter(({ from, date }) => from === currency && date <= day).at(-1);
  if (rate === undefined) throw new Error(`No rate of ${currency} on ${day}.`);
  return exact(rate.rate);
}

function reversals(
  order: GoldenOrder,
  inputs: GoldenInputs,
  asOf: string,
): { on: string; amount: Exact; kind: OrderEvent['kind'] }[] {
  const date = (at: string) => businessDate(at, inputs.meta.timezone);
  const refunds = (order.refunds ?? [])
    .map(({ at, amount }) => ({ on: date(at), amount: exact(amount).neg(), kind: 'refund' as const }))
    .filter(({ on }) => on <= asOf);
  const cancelled = order.cancelled_at === undefined ? undefined : date(order.cancelled_at);
  if (cancelled === undefined || cancelled > asOf) return refunds;
  const before = refunds.filter(({ on }) => on <= cancelled);
  const rest = exact(order.amount).add(sum(before.map(({ amount }) => amount)));
  return [...before, { on: cancelled, amount: rest.neg(), kind: 'cancellation' }];
}

function orderFact(order: GoldenOrder, inputs: GoldenInputs, asOf: string): OrderFact {
  const date = (at: string) => businessDate(at, inputs.meta.timezone);
  const bookedOn = date(order.confirmed_at);
  const rate = rateOn(inputs, order.currency, bookedOn);
  const paidUpTo = (day: string) => order.payments.filter(({ at }) => date(at) <= day);
  const atOrderRate = ({ amount, currency }: GoldenPayment) =>
    exact(amount).mul(rateOn(inputs, currency, bookedOn));
  const gain = ({ amount, currency, at }: GoldenPayment) =>
    exact(amount).mul(rateOn(inputs, currency, date(at)).sub(rateOn(inputs, currency, bookedOn)));
  const booking = { on: bookedOn, amount: exact(order.amount), kind: 'booking' as const };
  return {
    orderNo: order.order_no,
    confirmedAt: order.confirmed_at,
    bookedOn,
    dqStatus: order.dq_status ?? 'ok',
    events: [booking, ...reversals(order, inputs, asOf)].map((event) => ({
      ...event,
      amount: base(event.amount.mul(rate)),
    })),
    paid: base(sum(paidUpTo(asOf).map(atOrderRate))),
    paidAtClose: base(sum(paidUpTo(inputs.meta.close_as_of).map(atOrderRate))),
    fxGain: base(sum(paidUpTo(asOf).map(gain))),
    dueOn: order.due_date,
    credits: order.credits.map(({ emp_id, pct, kind }) => ({
      employeeId: emp_id,
      kind: kind ?? 'revenue',
      part: String(pct),
      whole: '100',
    })),
  };
}

/** One row per order number: of the source that comes first. */
function survivors({ orders, meta }: GoldenInputs): GoldenOrder[] {
  const rank = ({ source }: GoldenOrder) => meta.source_precedence.indexOf(source);
  const first = new Map<string, GoldenOrder>();
  for (const order of [...orders].sort((a, b) => rank(a) - rank(b)))
    if (!first.has(order.order_no)) first.set(order.order_no, order);
  return [...first.values()];
}

function newCustomers(inputs: GoldenInputs, orders: readonly OrderFact[], rows: readonly GoldenOrder[]) {
  const customerOf = new Map(rows.map(({ order_no, customer_id }) => [order_no, customer_id]));
  const seen = new Set(inputs.existing_customers);
  const counts = new Map<string, number>();
  for (const order of [...orders].sort((a, b) => a.confirmedAt.localeCompare(b.confirmedAt))) {
    const customer = customerOf.get(order.orderNo) ?? '';
    const net =
      order.dqStatus === 'under_review' ? zero : sum(order.events.map(({ amount }) => exact(amount)));
    if (seen.has(customer) || net.lte(0)) continue;
    seen.add(customer);
    const top = [...order.credits].sort(
      (a, b) => Number(b.part) - Number(a.part) || a.employeeId.localeCompare(b.employeeId),
    )[0];
    if (top !== undefined) counts.set(top.employeeId, (counts.get(top.employeeId) ?? 0) + 1);
  }
  return [...counts].map(([employeeId, count]) => ({ employeeId, count }));
}

function planOf({ plan }: GoldenInputs): Plan {
  return {
    planId: plan.plan_id,
    version: plan.version,
    from: null,
    until: null,
    base: plan.base,
    tierMode: plan.tier_mode,
    tiers: plan.tiers,
    minAttainment: plan.min_attainment ?? null,
    cap: plan.cap ?? null,
    coefficientBands: (plan.coefficient_bands ?? []).map(({ min_score, coef }) => ({
      minScore: min_score,
      coefficient: coef,
    })),
    release: plan.release ?? null,
    draws: (plan.draws ?? []).map(({ emp_id, ...draw }) => ({ employeeId: emp_id, ...draw })),
    teamBonus:
      plan.team_bonus === undefined
        ? null
        : {
            minAttainment: plan.team_bonus.min_attainment,
            rate: plan.team_bonus.rate,
            allocation: plan.team_bonus.allocation,
          },
    manager:
      plan.manager === undefined
        ? null
        : { employeeId: plan.manager.emp_id, overrideRate: plan.manager.override_rate },
  };
}

/** The facts of the golden inputs as seen on a day. */
export function goldenFacts(inputs: GoldenInputs, asOf: string): PeriodFacts {
  const { meta } = inputs;
  const rows = survivors(inputs);
  const orders = rows
    .map((order) => orderFact(order, inputs, asOf))
    .filter(({ bookedOn }) => bookedOn <= asOf);
  return {
    period: { id: meta.period.id, from: meta.period.start, until: dayAfter(meta.period.end) },
    asOf,
    baseCurrency: meta.base_currency,
    teamId: inputs.employees[0]?.team_id ?? '',
    csatMinAnswers: meta.csat_min_n,
    calendar: {
      holidays: inputs.calendar.holidays ?? [],
      adjustedWorkdays: inputs.calendar.adjusted_workdays ?? [],
    },
    employees: inputs.employees.map((row) => ({
      ...range(row),
      employeeId: row.emp_id,
      name: row.name,
      kind: row.kind,
      role: row.role,
      managerId: null,
    })),
    units: [],
    weightSets: inputs.weight_sets.map((row) => ({
      ...range(row),
      role: row.role,
      version: row.version,
      weights: row.weights,
    })),
    curves: inputs.curves,
    targets: inputs.targets.map(({ emp_id, kpi, base, proration, ramp }) => ({
      employeeId: emp_id,
      kpi,
      base,
      proration: proration ?? 'none',
      ramp: ramp ?? '1',
    })),
    plans: [planOf(inputs)],
    orders,
    followups: inputs.followups.map(({ emp_id, logged, flagged }) => ({
      employeeId: emp_id,
      logged,
      flagged,
    })),
    surveys: inputs.surveys.map(({ emp_id, n, sum }) => ({ employeeId: emp_id, answers: n, sum })),
    newCustomers: newCustomers(inputs, orders, rows),
    missingRates: [],
  };
}
