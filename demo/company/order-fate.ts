import { businessDay, monthOf } from './calendar.ts';
import { goodLines, netFen, type Order } from './order.ts';
import { writeErp, writeOrder } from './order-rows.ts';
import type { Prng } from './prng.ts';
import { invoiceOrder } from './receivables.ts';
import { planRefunds, refundPart } from './refunds.ts';
import { later, momentOf, recordedAt, type Today, type World } from './world.ts';

/** What becomes of an order, decided when it begins and played on the days to come. */
export function followFate(world: World, today: Today, prng: Prng, order: Order, edge: boolean): void {
  const fate = edge ? 'at once' : drawFate(prng, order);
  if (fate === 'draft') staysDraft(world, today, prng, order);
  if (fate === 'at once') confirm(world, today, order, order.created, true);
  if (fate === 'recorded late') {
    later(world, today.day + prng.int(1, 6), (then) => confirm(world, then, order, order.created, true));
  }
  if (fate === 'confirmed later') {
    writeOrder(today, order, recordedAt(today, order.created), true);
    later(world, today.day + prng.int(1, 5), (then) => confirm(world, then, order, momentOf(then), false));
  }
}

type Fate = 'draft' | 'at once' | 'recorded late' | 'confirmed later';

function drawFate(prng: Prng, order: Order): Fate {
  if (isDraftForEver(prng, order)) return 'draft';
  if (prng.chance(0.01)) return 'recorded late';
  return prng.chance(0.8) ? 'at once' : 'confirmed later';
}

function isDraftForEver(prng: Prng, order: Order): boolean {
  if (order.bad !== undefined) return false;
  return prng.chance(order.presence === 'crm' ? 0.67 : 0.02);
}

function staysDraft(world: World, today: Today, prng: Prng, order: Order): void {
  writeOrder(today, order, recordedAt(today, order.created), true);
  if (prng.chance(0.4)) later(world, today.day + prng.int(15, 60), (then) => remove(then, order));
}

function confirm(world: World, today: Today, order: Order, confirmed: number, isNew: boolean): void {
  bookOrder(today, order, confirmed, isNew);
  if (order.bad !== undefined) return;
  rememberSales(world, order, monthOf(businessDay(confirmed)));
  if (order.presence !== 'crm') planSequel(world, today, order);
}

/** The order is confirmed: written down, and booked unless its row is malformed. */
export function bookOrder(today: Today, order: Order, confirmed: number, isNew: boolean): void {
  order.status = 'confirmed';
  order.confirmed = confirmed;
  writeOrder(today, order, recordedAt(today, confirmed), isNew);
  if (order.bad === undefined) book(today, order, confirmed);
  else today.facts.push({ kind: 'malformed', object: 'erp.sales_order', key: order.key, reason: order.bad });
}

function book(today: Today, order: Order, confirmed: number): void {
  const lines = order.presence === 'crm' ? order.lines : goodLines(order);
  const credits = order.credits.filter(({ kind }) => kind === 'revenue');
  today.facts.push({
    kind: 'booked',
    order: order.key,
    day: businessDay(confirmed),
    currency: order.currency,
    lines: lines.map(({ number, qty, unitFen, discountFen }) => ({
      line: number,
      qty,
      unitFen,
      discountFen: order.presence === 'crm' && order.crmLacksDiscount ? 0 : discountFen,
    })),
    credits: credits.map(({ employee, shareE4 }) => ({ employee: employee.id, shareE4 })),
  });
  if (order.presence !== 'crm') reportBadLines(today, order);
}

function reportBadLines(today: Today, order: Order): void {
  for (const { bad, number } of order.lines) {
    if (bad === undefined) continue;
    const key = `${order.key}/${number}`;
    today.facts.push({ kind: 'malformed', object: 'erp.sales_order_line', key, reason: bad });
  }
}

function rememberSales(world: World, order: Order, month: string): void {
  const rate = order.currency === 'CNY' ? 1 : world.ratesE4[order.currency] / 10_000;
  const net = goodLines(order).reduce((sum, line) => sum + netFen(line), 0);
  for (const { employee, shareE4, kind } of order.credits) {
    if (kind === 'overlay') continue;
    const key = `${employee.id}|${month}`;
    world.sales.set(key, (world.sales.get(key) ?? 0) + (net * rate * shareE4) / 1_000_000);
  }
}

function planSequel(world: World, today: Today, order: Order): void {
  const { prng, day } = today;
  const sound = order.lines.every(({ bad }) => bad === undefined);
  const draw = prng.next();
  if (sound && draw < 0.001) {
    later(world, day + prng.int(1, 10), (then) => remove(then, order));
  } else if (sound && draw < 0.026) {
    planCancellation(world, today, order);
  } else {
    later(world, day + prng.int(1, 8), (then) => ship(world, then, order));
    if (sound && prng.chance(0.04)) planRefunds(world, today, order);
  }
}

/** Some cancelled orders have had a part refunded before: the cancellation takes the rest only. */
function planCancellation(world: World, today: Today, order: Order): void {
  const { prng, day } = today;
  const wait = prng.int(1, 45);
  if (wait > 2 && prng.chance(0.08)) {
    later(world, day + prng.int(1, wait - 1), (then) => refundPart(world, then, order));
  }
  later(world, day + wait, (then) => cancel(then, order));
}

export function cancel(today: Today, order: Order): void {
  order.status = 'cancelled';
  order.cancelled = momentOf(today);
  writeOrder(today, order, recordedAt(today, order.cancelled), false);
  today.facts.push({ kind: 'cancelled', order: order.key, day: today.day });
}

/** Entered twice: both systems mark it deleted, and it counts as if it had never been. */
function remove(today: Today, order: Order): void {
  order.deleted = true;
  writeOrder(today, order, momentOf(today), false);
  if (order.confirmed !== undefined) today.facts.push({ kind: 'order-withdrawn', order: order.key });
}

function ship(world: World, today: Today, order: Order): void {
  order.status = 'shipped';
  writeErp(today, order, momentOf(today), false);
  invoiceOrder(world, today, order);
  later(world, today.day + today.prng.int(1, 4), (then) => {
    order.status = 'completed';
    order.delivered = momentOf(then);
    writeErp(then, order, recordedAt(then, order.delivered), false);
  });
}
