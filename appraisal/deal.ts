import { contains } from './days.ts';
import { type Exact, exact, one, sum, zero } from './exact.ts';
import type { CreditFact, DateRange, OrderFact } from './facts.ts';
import type { Membership } from './membership.ts';
import { compareText } from './ordering.ts';

/** What an order booked in the period is worth on the day of looking. */
export interface DealOrder {
  readonly fact: OrderFact;
  /** Booking less refunds and cancellation; 0 while the order is under review. */
  readonly net: Exact;
  readonly paid: Exact;
  /** Paid part of the net amount, between 0 and 1; what is paid beyond is unapplied cash. */
  readonly paidFraction: Exact;
  /** Due in the period: counts for collection. */
  readonly isDue: boolean;
}

/** One person's part of an order. */
export interface Deal {
  readonly order: DealOrder;
  readonly kind: CreditFact['kind'];
  /** Between 0 and 1. */
  readonly share: Exact;
  readonly credited: Exact;
}

/** Orders under review give no credit until they are cleared. */
export function givesCredit({ dqStatus }: OrderFact): boolean {
  return dqStatus !== 'under_review';
}

export function netOf(order: OrderFact): Exact {
  return givesCredit(order) ? sum(order.events.map(({ amount }) => exact(amount))) : zero;
}

function paidFraction(paid: Exact, net: Exact): Exact {
  if (net.lte(0) || paid.lte(0)) return zero;
  // Most deals are paid in full: 1 keeps the sums over them short, as paid ÷ net would not.
  return paid.lt(net) ? paid.div(net) : one;
}

function dealOrder(fact: OrderFact, period: DateRange, cash: CashOf): DealOrder {
  const net = netOf(fact);
  const paid = cash(fact);
  const isDue = fact.dueOn !== null && contains(period, fact.dueOn);
  return { fact, net, paid, paidFraction: paidFraction(paid, net), isDue };
}

/** What a person's deals would be worth that are under review, and give nothing until they are cleared. */
export function underReview(deals: readonly Deal[]): Exact {
  const held = deals.filter(({ order, kind }) => kind === 'revenue' && !givesCredit(order.fact));
  return sum(
    held.map(({ order, share }) => sum(order.fact.events.map(({ amount }) => exact(amount))).mul(share)),
  );
}

/** Which payments are looked at. */
export type CashOf = (order: OrderFact) => Exact;

export const seenCash: CashOf = (order) => exact(order.paid);

/** Orders booked in the period, in the order in which they climb the tiers: by confirmation, then by number. */
export function ordersOf(facts: readonly OrderFact[], period: DateRange, cash: CashOf): DealOrder[] {
  const booked = facts.filter(({ bookedOn }) => contains(period, bookedOn));
  const placed = booked.map((fact) => ({ fact, at: Date.parse(fact.confirmedAt) }));
  placed.sort((a, b) => a.at - b.at || compareText(a.fact.orderNo, b.fact.orderNo));
  return placed.map(({ fact }) => dealOrder(fact, period, cash));
}

/** Parts by person and kind; several rows of one person add up. */
function sharesOf({ credits }: OrderFact): Map<string, { credit: CreditFact; share: Exact }> {
  const shares = new Map<string, { credit: CreditFact; share: Exact }>();
  for (const credit of credits) {
    const key = `${credit.kind} ${credit.employeeId}`;
    const share = exact(credit.part).div(exact(credit.whole));
    shares.set(key, { credit, share: (shares.get(key)?.share ?? zero).add(share) });
  }
  return shares;
}

/** Everybody's deals, each in deal order: of whoever moves between plans, those that count in this one. */
export function dealsByEmployee(
  orders: readonly DealOrder[],
  { counts }: Pick<Membership, 'counts'>,
): ReadonlyMap<string, readonly Deal[]> {
  const deals = new Map<string, Deal[]>();
  for (const order of orders) {
    for (const { credit, share } of sharesOf(order.fact).values()) {
      if (!counts(credit.employeeId, order.fact.bookedOn)) continue;
      const own = deals.get(credit.employeeId) ?? [];
      own.push({ order, kind: credit.kind, share, credited: order.net.mul(share) });
      deals.set(credit.employeeId, own);
    }
  }
  return deals;
}
