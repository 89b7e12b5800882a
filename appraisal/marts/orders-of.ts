import type { OrderFact } from '../facts.ts';
import { grouped } from '../grouping.ts';
import type { InputRows } from './input-rows.ts';

/** The orders that concern a period, with their events and credits. */
export function ordersOf(rows: InputRows, periodId: string): readonly OrderFact[] {
  const isOwn = (row: { readonly period_id: string }) => row.period_id === periodId;
  const events = grouped(rows.event.filter(isOwn), ({ order_no }) => order_no);
  const credits = grouped(rows.credit.filter(isOwn), ({ order_no }) => order_no);
  return rows.order.filter(isOwn).map((order) => ({
    orderNo: order.order_no,
    confirmedAt: instantOf(order.confirmed_at),
    bookedOn: order.booked_on,
    dqStatus: order.dq_status,
    ...(order.held_by.length === 0 ? {} : { heldBy: order.held_by }),
    events: (events.get(order.order_no) ?? []).map(({ kind, happened_on, amount }) => ({
      ...{ kind, on: happened_on, amount },
    })),
    paid: order.paid,
    paidAtClose: order.paid_at_close,
    fxGain: order.fx_gain,
    dueOn: order.due_on,
    credits: (credits.get(order.order_no) ?? []).map(({ employee_id, kind, part, whole }) => ({
      ...{ employeeId: employee_id, kind, part, whole },
    })),
  }));
}

/** `2026-06-30 16:30:00.000`, as the warehouse writes an instant of UTC. */
function instantOf(text: string): string {
  return `${text.replace(' ', 'T')}Z`;
}
