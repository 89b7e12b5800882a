import { dateOf, instantOf } from './calendar.ts';
import { goodLines, netFen, type Order, taxFen } from './order.ts';
import type { Invoice, Receivable } from './receivable.ts';
import { momentOf, nextNumber, put, recordedAt, stamp, type Today, type World, yuan } from './world.ts';

/** Issues the invoice of a shipped order and decides when its customer will pay. */
export function invoiceOrder(world: World, today: Today, order: Order): void {
  const amountFen = goodLines(order).reduce((sum, line) => sum + netFen(line) + taxFen(order, line), 0);
  const invoice: Invoice = { number: documentNumber(world, today, 'INV'), order, amountFen, paidFen: 0 };
  const due = today.day + order.customer.creditDays;
  put(today, 'erp.invoice', {
    invoice_no: invoice.number,
    order_no: order.key,
    issued_on: dateOf(today.day),
    due_date: dateOf(due),
    currency: order.currency,
    amount: yuan(amountFen),
    updated_at: stamp(momentOf(today, 17, 20)),
  });
  planPayments(world, today, invoice, due);
}

/** All that falls due to be paid on a day; what one customer pays makes one receipt. */
export function collect(world: World, today: Today): void {
  const byCustomer = new Map<string, Receivable[]>();
  for (const receivable of world.receivables.get(today.day) ?? []) {
    const { id } = receivable.invoice.order.customer;
    byCustomer.set(id, [...(byCustomer.get(id) ?? []), receivable]);
  }
  world.receivables.delete(today.day);
  for (const receivables of byCustomer.values()) receive(world, today, receivables);
}

function planPayments(world: World, today: Today, invoice: Invoice, due: number): void {
  const { prng } = today;
  const draw = prng.next();
  const expect = (day: number, part: Receivable['part']): void => {
    const at = Math.max(today.day + 1, day);
    world.receivables.set(at, [...(world.receivables.get(at) ?? []), { invoice, part }]);
  };
  if (draw < 0.75) {
    expect(due + prng.int(-5, 25), 'rest');
  } else if (draw < 0.95) {
    expect(due + prng.int(-10, 10), 0.3 + prng.next() * 0.4);
    expect(due + prng.int(20, 60), 'rest');
  } else if (draw < 0.98) {
    expect(due + prng.int(90, 150), 'rest');
  }
}

function receive(world: World, today: Today, receivables: readonly Receivable[]): void {
  const paid = receivables.flatMap((receivable) => {
    const fen = dueFen(receivable);
    receivable.invoice.paidFen += fen;
    return fen > 0 ? [{ invoice: receivable.invoice, fen }] : [];
  });
  const first = paid[0];
  if (first === undefined) return;
  const { order } = first.invoice;
  const { prng } = today;
  const bad = prng.chance(0.0015);
  const extraFen = prng.chance(0.006) ? prng.int(10, 500) * 1000 : 0;
  const number = documentNumber(world, today, 'RC');
  const day = prng.chance(0.02) ? today.day - prng.int(1, 3) : today.day;
  const happened = instantOf(day, prng.int(9 * 3600, 17 * 3600));
  const updated = stamp(recordedAt(today, happened));
  const totalFen = paid.reduce((sum, { fen }) => sum + fen, extraFen);
  put(today, 'erp.receipt', {
    receipt_no: number,
    customer_id: order.customer.id,
    received_at: stamp(happened),
    currency: order.currency,
    amount: bad ? '1.2万' : yuan(totalFen),
    method: prng.pick(['bank_transfer', 'bank_transfer', 'acceptance_bill', 'alipay']),
    is_deleted: false,
    updated_at: updated,
  });
  for (const { invoice, fen } of paid) {
    const row = { receipt_no: number, invoice_no: invoice.number, amount: yuan(fen), updated_at: updated };
    put(today, 'erp.receipt_allocation', row);
  }
  if (bad) {
    today.facts.push({
      kind: 'malformed',
      object: 'erp.receipt',
      key: number,
      reason: 'receipt_amount_text',
    });
    return;
  }
  today.facts.push({
    ...{ kind: 'received', receipt: number, day, currency: order.currency },
    allocations: paid.map(({ invoice, fen }) => ({ order: invoice.order.key, fen })),
  });
}

/** Customers pay what is invoiced less what has been refunded by then. */
function dueFen({ invoice, part }: Receivable): number {
  const refunded = invoice.order.lines.reduce((sum, line) => {
    const share = netFen(line) === 0 ? 0 : line.refundedFen / netFen(line);
    return sum + line.refundedFen + Math.round(taxFen(invoice.order, line) * share);
  }, 0);
  const open = Math.max(0, invoice.amountFen - refunded - invoice.paidFen);
  return part === 'rest' ? open : Math.min(open, Math.round(invoice.amountFen * part));
}

function documentNumber(world: World, today: Today, prefix: string): string {
  const date = dateOf(today.day).replaceAll('-', '');
  return `${prefix}${date}-${String(nextNumber(world, `${prefix}.${date}`)).padStart(4, '0')}`;
}
