import { contains, monthName, monthsOf } from './days.ts';
import { givesCredit } from './deal.ts';
import { type Exact, exact, sum, zero } from './exact.ts';
import type { DateRange, DateText, OrderFact, PeriodFacts } from './facts.ts';

/** Net sales of the team in a month, in the two views that are never mixed. */
export interface MonthSales {
  /** `2026-07` */
  readonly month: string;
  /** By the day of each event: a closed month never moves. */
  readonly posted: Exact;
  /** Refunds and cancellations taken back to the month of booking. */
  readonly restated: Exact;
}

interface TeamEvent {
  readonly on: DateText;
  readonly bookedOn: DateText;
  readonly amount: Exact;
}

/** Whether what somebody booked on a day is the team's. */
export type IsOurs = (employeeId: string, bookedOn: DateText) => boolean;

/** The part of an order that is the team's. */
function teamShare({ credits, bookedOn }: OrderFact, isOurs: IsOurs): Exact {
  const own = credits.filter(({ kind, employeeId }) => kind === 'revenue' && isOurs(employeeId, bookedOn));
  return sum(own.map(({ part, whole }) => exact(part).div(exact(whole))));
}

function eventsOf(orders: readonly OrderFact[], isOurs: IsOurs): TeamEvent[] {
  return orders.filter(givesCredit).flatMap((order) => {
    const share = teamShare(order, isOurs);
    if (share.equals(0)) return [];
    return order.events.map(({ on, amount }) => ({
      on,
      bookedOn: order.bookedOn,
      amount: exact(amount).mul(share),
    }));
  });
}

function sumByMonth(events: readonly TeamEvent[], period: DateRange, dateOf: (event: TeamEvent) => DateText) {
  const sums = new Map<string, Exact>();
  for (const event of events) {
    const on = dateOf(event);
    if (!contains(period, on)) continue;
    const month = monthName(on);
    sums.set(month, (sums.get(month) ?? zero).add(event.amount));
  }
  return sums;
}

export function monthlySales({ orders, period }: PeriodFacts, isOurs: IsOurs): MonthSales[] {
  const events = eventsOf(orders, isOurs);
  const posted = sumByMonth(events, period, ({ on }) => on);
  const restated = sumByMonth(events, period, ({ bookedOn }) => bookedOn);
  return monthsOf(period).map(({ from }) => {
    const month = monthName(from);
    return { month, posted: posted.get(month) ?? zero, restated: restated.get(month) ?? zero };
  });
}
