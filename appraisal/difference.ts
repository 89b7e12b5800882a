import { YardstickError } from '../errors/yardstick-error.ts';
import { type Exact, exact } from './exact.ts';
import type { DecimalText, OrderFact, PeriodFacts } from './facts.ts';
import { compareText } from './ordering.ts';
import { money, rounded } from './rounding.ts';
import { statementOf, type TeamStatement } from './statement.ts';

/** Why two statements of one period differ. */
export type Cause = 'rule' | 'people' | 'rate' | 'split' | 'refund' | 'merge' | 'new data';

/** What the facts themselves do not tell. */
export interface DifferenceHints {
  /** Orders whose rate has changed: new rate ÷ old rate. */
  readonly rates: ReadonlyMap<string, Exact>;
  /** Whether customers were merged, or a merge undone, between the two. */
  readonly merged: boolean;
}

/** What one cause changes; where two can only be told together, both are named. Amounts are fen-exact differences. */
export interface CauseEffect {
  readonly causes: readonly Cause[];
  /** What was changed: orders, keys of the rules, people. */
  readonly changed: readonly string[];
  readonly totalCost: DecimalText;
  /** Total payable by employee, where it changes; the manager's is the override. */
  readonly payable: Readonly<Record<string, DecimalText>>;
}

export interface StatementDifference {
  readonly before: DecimalText;
  readonly after: DecimalText;
  /** In the order they are applied; their amounts add up to `after` − `before`. */
  readonly effects: readonly CauseEffect[];
}

interface Step {
  readonly cause: Cause;
  readonly changed: readonly string[];
  readonly apply: (facts: PeriodFacts) => PeriodFacts;
}

/**
 * Explains the difference of two statements by changing the facts of the first into those of the second, one cause after the other. What two
 * causes do only together is counted for the later one; the order is fixed, so the answer is always the same.
 * @throws YardstickError APPRAISAL_REFUSED when one of the two cannot be appraised.
 */
export function differenceOf(
  before: PeriodFacts,
  after: PeriodFacts,
  hints: DifferenceHints,
): StatementDifference {
  const first = statementOf(before);
  const last = statementOf(after);
  const effects: CauseEffect[] = [];
  let [facts, statement, pending] = [before, first, [] as Step[]];
  for (const step of stepsTo(before, after, hints)) {
    facts = step.apply(facts);
    pending = [...pending, step];
    const next = step.cause === 'new data' ? last : appraisable(facts);
    if (next === undefined) continue;
    effects.push(...effectOf(pending, statement, next));
    [statement, pending] = [next, []];
  }
  return { before: money(first.totalCost), after: money(last.totalCost), effects };
}

/** A mixture need not make sense: new weights without the people they are for. Then the next cause is applied too. */
function appraisable(facts: PeriodFacts): TeamStatement | undefined {
  try {
    return statementOf(facts);
  } catch (caught) {
    if (caught instanceof YardstickError && caught.code === 'APPRAISAL_REFUSED') return undefined;
    throw caught;
  }
}

function effectOf(steps: readonly Step[], from: TeamStatement, to: TeamStatement): readonly CauseEffect[] {
  const told = steps.filter(({ changed }) => changed.length > 0);
  const [before, after] = [payables(from), payables(to)];
  const people = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  const changes = people.flatMap((id) => {
    const delta = fenBetween(before.get(id), after.get(id));
    return exact(delta).equals(0) ? [] : [[id, delta] as const];
  });
  const totalCost = fenBetween(from.totalCost, to.totalCost);
  if (told.length === 0 && changes.length === 0) return [];
  return [
    {
      causes: (told.length === 0 ? steps : told).map(({ cause }) => cause),
      changed: told.flatMap(({ changed }) => changed),
      totalCost,
      payable: Object.fromEntries(changes),
    },
  ];
}

/** Of the printed amounts, so that differences add up to the fen. */
function fenBetween(from: Exact | undefined, to: Exact | undefined): DecimalText {
  const printed = (value: Exact | undefined) => exact(value === undefined ? '0' : money(value));
  return money(printed(to).sub(printed(from)));
}

function payables({ reps, manager, levels }: TeamStatement): ReadonlyMap<string, Exact> {
  const all = new Map(reps.map(({ person, totalPayable }) => [person.employeeId, totalPayable]));
  for (const { person, override } of manager === null ? levels : [manager, ...levels])
    all.set(person.employeeId, override.add(all.get(person.employeeId) ?? exact('0')));
  return all;
}

function stepsTo(before: PeriodFacts, after: PeriodFacts, hints: DifferenceHints): readonly Step[] {
  const known = new Map(after.orders.map((order) => [order.orderNo, order]));
  const orders = (apply: (order: OrderFact, now: OrderFact) => OrderFact) => (facts: PeriodFacts) => ({
    ...facts,
    orders: facts.orders.map((order) => {
      const now = known.get(order.orderNo);
      return now === undefined ? order : apply(order, now);
    }),
  });
  const rerated = (order: OrderFact, now: OrderFact) => atRate(order, now, hints.rates.get(order.orderNo));
  const split = (order: OrderFact, now: OrderFact) => ({ ...order, credits: now.credits });
  const refunded = (order: OrderFact, now: OrderFact) => ({
    ...order,
    events: [...bookings(order), ...reversals(now)],
  });
  const differing = (part: (order: OrderFact) => unknown) =>
    before.orders.flatMap((order) => {
      const now = known.get(order.orderNo);
      return now === undefined || same(part(rerated(order, now)), part(now)) ? [] : [order.orderNo];
    });
  return [
    rulesStep(before, after),
    peopleStep(before, after),
    { cause: 'rate', changed: [...hints.rates.keys()].sort(compareText), apply: orders(rerated) },
    { cause: 'split', changed: differing(({ credits }) => credits), apply: orders(split) },
    { cause: 'refund', changed: differing(reversals), apply: orders(refunded) },
    mergeStep(before, after, hints),
    {
      cause: 'new data',
      changed: newData(mergeStep(before, after, hints).apply(before), after, rerated),
      apply: () => after,
    },
  ];
}

const ruleKeys = ['plans', 'weightSets', 'curves', 'targets', 'calendar', 'csatMinAnswers'] as const;

function rulesStep(before: PeriodFacts, after: PeriodFacts): Step {
  const { plans, weightSets, curves, targets, calendar, csatMinAnswers } = after;
  return {
    cause: 'rule',
    changed: ruleKeys.filter((key) => !same(before[key], after[key])),
    apply: (facts) => ({ ...facts, plans, weightSets, curves, targets, calendar, csatMinAnswers }),
  };
}

function peopleStep(before: PeriodFacts, after: PeriodFacts): Step {
  const { employees, elsewhere, superiors, units } = after;
  const all = (facts: PeriodFacts) => [
    ...facts.employees,
    ...(facts.elsewhere ?? []),
    ...(facts.superiors ?? []),
  ];
  const rows = (facts: PeriodFacts, id: string) => all(facts).filter(({ employeeId }) => employeeId === id);
  const ids = new Set([...all(before), ...all(after)].map(({ employeeId }) => employeeId));
  const changed = [...ids].filter((id) => !same(rows(before, id), rows(after, id))).sort(compareText);
  return {
    cause: 'people',
    changed,
    apply: (facts) => ({ ...facts, employees, elsewhere, superiors, units }),
  };
}

function mergeStep(before: PeriodFacts, after: PeriodFacts, { merged }: DifferenceHints): Step {
  const { newCustomers } = after;
  const isTold = merged && !same(before.newCustomers, newCustomers);
  return {
    cause: 'merge',
    changed: isTold ? ['newCustomers'] : [],
    apply: (facts) => (merged ? { ...facts, newCustomers } : facts),
  };
}

/** What no other cause has explained. */
function newData(
  before: PeriodFacts,
  after: PeriodFacts,
  rerated: (order: OrderFact, now: OrderFact) => OrderFact,
): readonly string[] {
  const known = new Map(before.orders.map((order) => [order.orderNo, order]));
  const rest = (order: OrderFact) => ({ ...order, credits: [], events: bookings(order) });
  const changed = after.orders.filter((order) => {
    const was = known.get(order.orderNo);
    return was === undefined || !same(rest(rerated(was, order)), rest(order));
  });
  const now = new Set(after.orders.map(({ orderNo }) => orderNo));
  const gone = before.orders.filter(({ orderNo }) => !now.has(orderNo));
  const counts = (['followups', 'surveys', 'newCustomers'] as const).filter(
    (key) => !same(before[key], after[key]),
  );
  return [...[...changed, ...gone].map(({ orderNo }) => orderNo).sort(compareText), ...counts];
}

function bookings({ events }: OrderFact): OrderFact['events'] {
  return events.filter(({ kind }) => kind === 'booking');
}

function reversals({ events }: OrderFact): OrderFact['events'] {
  return events.filter(({ kind }) => kind !== 'booking');
}

/** Twelve decimals are what the warehouse keeps of an amount in base currency. */
function atRate(order: OrderFact, now: OrderFact, change: Exact | undefined): OrderFact {
  if (change === undefined) return order;
  const times = (amount: DecimalText) => rounded(exact(amount).mul(change), 12);
  return {
    ...order,
    events: order.events.map((event) => ({ ...event, amount: times(event.amount) })),
    paid: times(order.paid),
    paidAtClose: times(order.paidAtClose),
    fxGain: now.fxGain,
  };
}

/** Equal as facts: amounts by value, lists in whatever order the rows came. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}:${canonical(member)}`)
      .sort()
      .join()}}`;
  const text = String(value);
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
