import type { CreditFact, OrderEvent, OrderFact } from '../../../appraisal/facts.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { dayOf, followedOrders, type Order } from './followed-orders.ts';

/**
 * A document's orders as far as they can be judged by themselves. Amounts are in the order's own currency: they are held against rules here,
 * never added up, and payments are left out.
 */
export function ordersOf(document: FixtureDocument): readonly OrderFact[] {
  return followedOrders(document).map((order) => ({
    orderNo: order.order_no,
    confirmedAt: order.confirmed_at,
    bookedOn: dayOf(order.confirmed_at, document),
    dqStatus: order.dq_status,
    events: eventsOf(order, document),
    ...{ paid: '0', paidAtClose: '0', fxGain: '0' },
    dueOn: order.due_date ?? null,
    credits: order.credits.map(creditOf),
  }));
}

function eventsOf(order: Order, document: FixtureDocument): readonly OrderEvent[] {
  const booking = {
    ...{ kind: 'booking' as const, on: dayOf(order.confirmed_at, document), amount: order.amount },
  };
  const refunds = order.refunds.map(({ at, amount }) => ({
    ...{ kind: 'refund' as const, on: dayOf(at, document), amount: `-${amount}` },
  }));
  return [booking, ...refunds];
}

function creditOf({ emp_id, kind, pct }: Order['credits'][number]): CreditFact {
  return { employeeId: emp_id, kind, part: pct, whole: '100' };
}
