import { dateOf } from './calendar.ts';
import { netFen, type Order, type OrderLine } from './order.ts';
import type { Row } from './tables.ts';
import {
  later,
  momentOf,
  nextNumber,
  put,
  recordedAt,
  stamp,
  type Today,
  type World,
  yuan,
} from './world.ts';

const reasons = ['质量问题', '型号不符', '数量多发', '客户项目变更', '运输破损'];

/** A return after delivery: a part of a line, a line, or everything. */
export function planRefunds(world: World, today: Today, order: Order): void {
  const { prng, day } = today;
  const whole = prng.chance(0.2);
  later(world, day + prng.int(9, 60), (then) => {
    if (whole) for (const line of order.lines) refundLine(world, then, order, line, line.qty);
    else refundPart(world, then, order);
  });
}

export function refundPart(world: World, today: Today, order: Order): void {
  const line = today.prng.pick(order.lines);
  const qty = today.prng.chance(0.4) ? line.qty : today.prng.int(1, line.qty);
  refundLine(world, today, order, line, qty);
}

function refundLine(world: World, today: Today, order: Order, line: OrderLine, qty: number): void {
  const fen = qty === line.qty ? netFen(line) : Math.floor((netFen(line) * qty) / line.qty);
  const date = dateOf(today.day).replaceAll('-', '');
  const refund = `RF${date}-${String(nextNumber(world, `refund.${date}`)).padStart(3, '0')}`;
  const happened = momentOf(today);
  const row = {
    refund_no: refund,
    order_no: order.key,
    line_no: line.number,
    refunded_at: stamp(happened),
    qty,
    net_amount: yuan(fen),
    reason: today.prng.pick(reasons),
  };
  put(today, 'erp.refund', { ...row, is_deleted: false, updated_at: stamp(recordedAt(today, happened)) });
  today.facts.push({
    ...{ kind: 'refunded', refund, order: order.key, line: line.number },
    ...{ day: today.day, netFen: fen },
  });
  line.refundedFen += fen;
  line.refundedQty += qty;
  if (order.status !== 'confirmed' && today.prng.chance(0.02)) withdrawLater(world, today, line, row, fen);
}

function withdrawLater(
  world: World,
  today: Today,
  line: OrderLine,
  row: Row & { readonly refund_no: string; readonly qty: number },
  fen: number,
): void {
  later(world, today.day + today.prng.int(1, 5), (then) => {
    put(then, 'erp.refund', { ...row, is_deleted: true, updated_at: stamp(momentOf(then)) });
    then.facts.push({ kind: 'refund-withdrawn', refund: row.refund_no });
    line.refundedFen -= fen;
    line.refundedQty -= row.qty;
  });
}
