import { businessDay, dateOf, dayOfMonth, instantOf, isLastOfMonth } from './calendar.ts';
import { planCredits } from './credits.ts';
import { crmId } from './crm-records.ts';
import type { Customer } from './customer.ts';
import { drawCustomer } from './customers.ts';
import type { Order, Presence } from './order.ts';
import { followFate } from './order-fate.ts';
import { planLines } from './order-lines.ts';
import { type Prng, prngFor } from './prng.ts';
import { demandOn, promotionOn } from './seasonality.ts';
import { nextNumber, type Today, type World } from './world.ts';

const ordersInThreeYears = 60_000;

/** The orders that begin on a day. */
export function takeOrders(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'orders', today.day);
  const perDay = (ordersInThreeYears * world.scale) / 1096;
  const mean = (perDay * demandOn(today.day, world.startDay)) / world.meanDemand;
  const first = dayOfMonth(today.day) === 1;
  const last = isLastOfMonth(today.day);
  const count = Math.max(prng.count(mean * (0.85 + prng.next() * 0.3)), Number(first) + Number(last));
  for (let nth = 0; nth < count; nth += 1) {
    const edge = edgeSecond(first && nth === 0, last && nth === count - 1);
    const order = newOrder(world, today, prng, { customer: drawCustomer(world, prng), edge });
    followFate(world, today, prng, order, edge !== undefined);
  }
}

function edgeSecond(first: boolean, last: boolean): number | undefined {
  if (first) return 0;
  return last ? 86_399 : undefined;
}

/** `edge`: the second of the day at which both systems learn of it; undefined: some time in working hours. */
export function newOrder(
  world: World,
  today: Today,
  prng: Prng,
  { customer, edge }: { readonly customer: Customer; readonly edge: number | undefined },
): Order {
  const created = instantOf(today.day, edge ?? prng.int(8.5 * 3600, 18.5 * 3600));
  const presence = edge === undefined ? drawPresence(prng) : 'both';
  const promotion = customer.channel === 'agent' ? undefined : promotionOn(today.day);
  const bad = edge === undefined && presence === 'erp' ? drawBadHeader(prng) : undefined;
  const opportunityId = customer.wonOpportunity;
  customer.wonOpportunity = undefined;
  const crmNumber = String(nextNumber(world, 'crm.order')).padStart(8, '0');
  return {
    key: presence === 'crm' ? crmNumber : erpNumber(world, created),
    crmId: crmId(world, 'Order'),
    crmNumber,
    customer,
    currency: customer.currency,
    presence,
    channel: customer.channel,
    promotion,
    created,
    lines: planLines(world, prng, customer, promotion),
    credits: presence === 'erp' ? [] : planCredits(world, prng, customer, today.day),
    opportunityId,
    dueDay: today.day + prng.int(7, 30),
    crmLacksDiscount: prng.chance(0.09),
    bad,
    status: 'draft',
    confirmed: undefined,
    cancelled: undefined,
    delivered: undefined,
    deleted: false,
  };
}

function erpNumber(world: World, created: number): string {
  const date = dateOf(businessDay(created)).replaceAll('-', '');
  return `SO${date}-${String(nextNumber(world, `order.${date}`)).padStart(4, '0')}`;
}

function drawPresence(prng: Prng): Presence {
  const draw = prng.next();
  if (draw < 0.012) return 'erp';
  return draw < 0.027 ? 'crm' : 'both';
}

/** Malformed headers are drawn among the orders that only the ERP has, so that no twin can stand in for them. */
function drawBadHeader(prng: Prng): Order['bad'] {
  const draw = prng.next();
  if (draw < 0.05) return 'order_missing_customer';
  return draw < 0.1 ? 'order_bad_date' : undefined;
}
