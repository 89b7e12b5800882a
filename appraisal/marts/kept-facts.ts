import { z } from 'zod';
import { perspectives } from '../../models/kpi/declaration.ts';
import type { OrderFact, PeriodFacts } from '../facts.ts';
import { grouped } from '../grouping.ts';
import type { PlanFacts } from './facts-of.ts';

const text = z.string();
const range = { from: z.iso.date(), until: z.iso.date() };
const employeeId = { employeeId: text };

const curve = z.discriminatedUnion('type', [
  z.object({ type: z.literal('linear'), floor: text.nullable(), cap: text.nullable() }),
  z.object({ type: z.literal('step'), steps: z.array(z.object({ min: text, score: text })) }),
  z.object({ type: z.literal('points'), points: z.array(z.tuple([text, text])) }),
]);

const plan = z.object({
  planId: text,
  version: z.int(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  base: text,
  tierMode: text,
  tiers: z.array(z.object({ from: text, rate: text })),
  minAttainment: text.nullable(),
  cap: text.nullable(),
  coefficientBands: z.array(z.object({ minScore: text, coefficient: text })),
  release: text.nullable(),
  draws: z.array(z.object({ ...employeeId, monthly: text, months: z.int(), recoverable: z.boolean() })),
  teamBonus: z.object({ minAttainment: text, rate: text, allocation: text }).nullable(),
  manager: z.object({ ...employeeId, overrideRate: text }).nullable(),
  levels: z.array(z.object({ level: z.union([z.literal(1), z.literal(2)]), overrideRate: text })).optional(),
});

const order = z.object({
  confirmedAt: text,
  bookedOn: z.iso.date(),
  dqStatus: z.enum(['ok', 'cleared', 'under_review']),
  heldBy: z.array(text).optional(),
  events: z.array(
    z.object({ kind: z.enum(['booking', 'refund', 'cancellation']), on: z.iso.date(), amount: text }),
  ),
  paid: text,
  paidAtClose: text,
  fxGain: text,
  dueOn: z.iso.date().nullable(),
  credits: z.array(
    z.object({ ...employeeId, kind: z.enum(['revenue', 'overlay']), part: text, whole: text }),
  ),
});

const sharedFacts = z.object({
  period: z.object({ id: text, ...range }),
  asOf: z.iso.date(),
  baseCurrency: text,
  teamId: text,
  csatMinAnswers: z.int(),
  calendar: z.object({ holidays: z.array(z.iso.date()), adjustedWorkdays: z.array(z.iso.date()) }),
  employees: z.array(
    z.object({
      ...{ ...employeeId, ...range, name: text, role: text, managerId: text.nullable() },
      kind: z.enum(['rep', 'manager']),
    }),
  ),
  elsewhere: z.array(z.object({ ...range, ...employeeId })).optional(),
  superiors: z
    .array(z.object({ ...range, ...employeeId, name: text, role: text, managerId: text.nullable() }))
    .optional(),
  units: z.array(z.object({ unitId: text, parentId: text.nullable() })),
  weightSets: z.array(z.object({ ...range, role: text, version: z.int(), weights: z.record(text, text) })),
  curves: z.record(text, curve),
  perspectives: z.record(text, z.enum(perspectives)).optional(),
  catalogue: z
    .record(
      text,
      z.object({
        version: z.int(),
        form: z.enum(['sum', 'ratio']),
        direction: z.enum(['higher', 'lower']),
      }),
    )
    .optional(),
  targets: z.array(
    z.object({
      ...{ ...employeeId, kpi: text, base: text, ramp: text },
      proration: z.enum(['none', 'calendar_day', 'workday', 'month']),
    }),
  ),
  plans: z.array(plan),
  followups: z.array(z.object({ ...employeeId, logged: z.int(), flagged: z.int() })),
  surveys: z.array(z.object({ ...employeeId, answers: z.int(), sum: text })),
  newCustomers: z.array(z.object({ ...employeeId, count: z.int() })),
  kpiMonths: z
    .array(z.object({ ...employeeId, kpi: text, month: z.iso.date(), numerator: text, denominator: text }))
    .optional(),
  missingRates: z.array(z.object({ orderNo: text, currency: text, on: z.iso.date() })),
}) satisfies z.ZodType<Omit<PeriodFacts, 'orders'>>;

/** Periods locked before orders had rows of their own keep them in here. */
const sharedRow = sharedFacts.extend({ orders: z.array(order.extend({ orderNo: text })).optional() });

const keptRow = z.object({ period_id: text, plan_id: text, order_no: text, facts: text });

/** The columns that are read of them. */
export const keptColumns: readonly string[] = Object.keys(keptRow.shape);

/** Rows of `mart.appraisal_facts`: one for each order, and one without an order for everything else. */
export function* keptFacts({ periodId, planId, facts: { orders, ...shared } }: PlanFacts) {
  const common = {
    ...{ period_id: periodId, period_start: shared.period.from, plan_id: planId, as_of: shared.asOf },
  };
  yield { ...common, order_no: '', employees: [], facts: JSON.stringify(shared) };
  for (const { orderNo, ...order } of orders) {
    const employees = order.credits.map(({ employeeId: id }) => id);
    yield { ...common, order_no: orderNo, employees, facts: JSON.stringify(order) };
  }
}

/** What rows of `mart.appraisal_facts` keep: of each plan in each period the orders among them. */
export function readFacts(rows: Iterable<unknown>): readonly PlanFacts[] {
  const plans = grouped(
    Array.from(rows, (row) => keptRow.parse(row)),
    ({ period_id, plan_id }) => `${period_id}\n${plan_id}`,
  );
  return [...plans.values()].flatMap((kept) => {
    const shared = kept.find(({ order_no }) => order_no === '');
    if (shared === undefined) return [];
    const { orders: within = [], ...rest } = sharedRow.parse(JSON.parse(shared.facts));
    const orders = [...within, ...kept.filter(({ order_no }) => order_no !== '').map(orderOf)];
    return [{ periodId: shared.period_id, planId: shared.plan_id, facts: { ...rest, orders } }];
  });
}

function orderOf({ order_no: orderNo, facts }: z.output<typeof keptRow>): OrderFact {
  return { orderNo, ...order.parse(JSON.parse(facts)) };
}
