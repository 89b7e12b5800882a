import { monthOf } from '../company/calendar.ts';
import type { BookedFact, Currency, Fact } from '../company/facts.ts';
import type { BookingRates } from './booking-rates.ts';
import { type Exact, exactOf } from './exact.ts';

export const unassigned = 'unassigned';

/** What is kept of an order; its lines are summed up at once, because sixty thousand orders stay in memory. */
interface OrderHistory {
  readonly day: number;
  readonly currency: Currency;
  readonly netFen: number;
  readonly credits: BookedFact['credits'];
  cancelledOn: number | undefined;
}

interface Refund {
  readonly order: string;
  readonly day: number;
  readonly netFen: number;
}

type Receipt = Extract<Fact, { kind: 'received' }>;

/** Orders and receipts as the facts left them. */
export interface SalesLedger {
  readonly orders: Map<string, OrderHistory>;
  readonly refunds: Map<string, Refund>;
  readonly receipts: Receipt[];
}

export interface SalesFigures {
  net: Exact;
  booked: number;
  orders: number;
  receiptsAtBookingRate: Exact;
  receiptsAtReceiptRate: Exact;
}

export function salesLedger(): SalesLedger {
  return { orders: new Map(), refunds: new Map(), receipts: [] };
}

/** Takes in one fact; what was withdrawn is as if it had never been. */
export function enter(ledger: SalesLedger, fact: Fact): void {
  if (fact.kind === 'booked') {
    ledger.orders.set(fact.order, historyOf(fact));
  } else if (fact.kind === 'refunded') {
    ledger.refunds.set(fact.refund, { order: fact.order, day: fact.day, netFen: fact.netFen });
  } else if (fact.kind === 'refund-withdrawn') {
    ledger.refunds.delete(fact.refund);
  } else if (fact.kind === 'cancelled') {
    orderOf(ledger, fact.order).cancelledOn = fact.day;
  } else if (fact.kind === 'order-withdrawn') {
    ledger.orders.delete(fact.order);
  } else if (fact.kind === 'received') {
    ledger.receipts.push(fact);
  }
}

/** Figures by `month|employee`; every month's employees, `unassigned` among them, add up to the month. */
export function figuresByEmployee(ledger: SalesLedger, rates: BookingRates): Map<string, SalesFigures> {
  const figures = new Map<string, SalesFigures>();
  const refunds = refundsByOrder(ledger);
  for (const [order, history] of ledger.orders) addOrder(figures, history, refunds.get(order) ?? [], rates);
  for (const receipt of ledger.receipts) addReceipt(figures, ledger, receipt, rates);
  return figures;
}

export function noFigures(): SalesFigures {
  return { net: 0n, booked: 0, orders: 0, receiptsAtBookingRate: 0n, receiptsAtReceiptRate: 0n };
}

/** Who gets which share of an order, in ten-thousandths; what nobody is credited with is unassigned. */
function sharesOf({ credits }: OrderHistory): BookedFact['credits'] {
  const credited = credits.reduce((sum, { shareE4 }) => sum + shareE4, 0);
  if (credited === 10_000) return credits;
  return [...credits, { employee: unassigned, shareE4: 10_000 - credited }];
}

function addOrder(
  figures: Map<string, SalesFigures>,
  order: OrderHistory,
  refunds: readonly Refund[],
  rates: BookingRates,
): void {
  const rateE4 = rates.inForce(order.currency, order.day);
  const events = [{ day: order.day, fen: order.netFen }];
  for (const { day, netFen } of refunds) events.push({ day, fen: -netFen });
  const rest = events.reduce((sum, { fen }) => sum + fen, 0);
  if (order.cancelledOn !== undefined) events.push({ day: order.cancelledOn, fen: -rest });
  for (const { employee, shareE4 } of sharesOf(order)) {
    const atBooking = figuresAt(figures, order.day, employee);
    atBooking.booked += 1;
    if (order.cancelledOn === undefined) atBooking.orders += 1;
    for (const { day, fen } of events) figuresAt(figures, day, employee).net += exactOf(fen, rateE4, shareE4);
  }
}

function addReceipt(
  figures: Map<string, SalesFigures>,
  ledger: SalesLedger,
  receipt: Receipt,
  rates: BookingRates,
): void {
  const atReceiptE4 = rates.inForce(receipt.currency, receipt.day);
  for (const { order, fen } of receipt.allocations) {
    const paid = orderOf(ledger, order);
    const atBookingE4 = rates.inForce(paid.currency, paid.day);
    for (const { employee, shareE4 } of sharesOf(paid)) {
      const at = figuresAt(figures, receipt.day, employee);
      at.receiptsAtBookingRate += exactOf(fen, atBookingE4, shareE4);
      at.receiptsAtReceiptRate += exactOf(fen, atReceiptE4, shareE4);
    }
  }
}

function figuresAt(figures: Map<string, SalesFigures>, day: number, employee: string): SalesFigures {
  const key = `${monthOf(day)}|${employee}`;
  const known = figures.get(key);
  if (known !== undefined) return known;
  const fresh = noFigures();
  figures.set(key, fresh);
  return fresh;
}

function historyOf({ day, currency, lines, credits }: BookedFact): OrderHistory {
  const netFen = lines.reduce((sum, { qty, unitFen, discountFen }) => sum + qty * unitFen - discountFen, 0);
  return { day, currency, netFen, credits, cancelledOn: undefined };
}

function refundsByOrder(ledger: SalesLedger): Map<string, Refund[]> {
  const byOrder = new Map<string, Refund[]>();
  for (const refund of ledger.refunds.values()) {
    byOrder.set(refund.order, [...(byOrder.get(refund.order) ?? []), refund]);
  }
  return byOrder;
}

function orderOf(ledger: SalesLedger, order: string): OrderHistory {
  const history = ledger.orders.get(order);
  if (history === undefined) throw new RangeError(`Order "${order}" was never booked.`);
  return history;
}
