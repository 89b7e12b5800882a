import { recordActivity } from './activities.ts';
import { businessDay, instantOf, isWorkday } from './calendar.ts';
import { crmId } from './crm-records.ts';
import type { Customer } from './customer.ts';
import { customersByOwner, drawCustomer } from './customers.ts';
import type { Order, OrderLine } from './order.ts';
import { netFen } from './order.ts';
import { bookOrder, cancel } from './order-fate.ts';
import { newOrder } from './orders.ts';
import { activeReps } from './people.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import type { Employee } from './sales-force.ts';
import { later, type Today, type World } from './world.ts';

const washRingsInThreeYears = 40;
const inventedDaysInThreeYears = 80;
const leastFen = 200_000;

/** What should not happen: orders placed to be counted, and visits that nobody made. Its own chance leaves all else as it is. */
export function falsify(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'falsified', today.day);
  const own: Today = { ...today, prng };
  const rate = (world.scale * world.falsified) / 1096;
  for (let left = prng.count(washRingsInThreeYears * rate); left > 0; left -= 1) washOrders(world, own);
  if (!isWorkday(today.day)) return;
  for (let left = prng.count((inventedDaysInThreeYears * rate) / 0.682); left > 0; left -= 1)
    inventVisits(world, own);
}

/** Two to four orders of one customer for the same things, each cancelled within a week, none of them paid. */
function washOrders(world: World, today: Today): void {
  const { prng } = today;
  const customer = drawCustomer(world, prng);
  const first = washOrder(world, today, customer, undefined);
  let day = today.day;
  for (let left = prng.int(1, 3); left > 0; left -= 1) {
    day += prng.int(1, 6);
    const seed = prngFor(world.seed, 'wash', first.key, day);
    later(world, day, (then) => {
      washOrder(world, { ...then, prng: seed }, customer, first.lines);
    });
  }
}

function washOrder(
  world: World,
  today: Today,
  customer: Customer,
  lines: readonly OrderLine[] | undefined,
): Order {
  const { prng } = today;
  const planned = newOrder(world, today, prng, { customer, edge: prng.int(9 * 3600, 18 * 3600) });
  const order = {
    ...planned,
    lines: (lines ?? worthwhile(planned.lines)).map((line) => ({
      ...line,
      crmId: crmId(world, 'OrderItem'),
      bad: undefined,
    })),
  };
  bookOrder(today, order, order.created, true);
  today.facts.push({ kind: 'wash-order', order: order.key });
  const seed = prngFor(world.seed, 'unwash', order.key);
  later(world, today.day + prng.int(1, 7), (then) => cancel({ ...then, prng: seed }, order));
  return order;
}

/** Nobody falsifies for the price of a pair of gloves. */
function worthwhile(lines: readonly OrderLine[]): readonly OrderLine[] {
  const fen = lines.reduce((sum, line) => sum + netFen(line), 0);
  const factor = Math.max(1, Math.ceil(leastFen / Math.max(1, fen)));
  return lines.map((line) => ({ ...line, qty: line.qty * factor, discountFen: line.discountFen * factor }));
}

/** Two visits at once, or a series by the clock. */
function inventVisits(world: World, today: Today): void {
  const { prng } = today;
  const byOwner = customersByOwner(world);
  const reps = activeReps(world, today.day).filter((rep) => (byOwner.get(rep) ?? []).length >= 5);
  if (reps.length === 0) return;
  const rep = prng.pick(reps);
  const customers = distinct(prng, byOwner.get(rep) ?? [], 5);
  const start = instantOf(today.day, prng.int(8 * 3600, 11 * 3600));
  if (prng.chance(0.5)) {
    const minutes = prng.int(45, 90);
    invent(world, today, { rep, customer: itemAt(customers, 0), happened: start, minutes });
    invent(world, today, {
      rep,
      customer: itemAt(customers, 1),
      happened: start + prng.int(2, 30) * 60_000,
      minutes: prng.int(30, 90),
    });
    return;
  }
  const step = prng.int(40, 60);
  customers.forEach((customer, nth) => {
    invent(world, today, { rep, customer, happened: start + nth * step * 60_000, minutes: 20 });
  });
}

interface Invented {
  readonly rep: Employee;
  readonly customer: Customer;
  readonly happened: number;
  readonly minutes: number;
}

function invent(world: World, today: Today, { rep, customer, happened, minutes }: Invented): void {
  const id = crmId(world, 'Event');
  recordActivity(today, {
    ...{ id, type: 'visit', rep, customer, happened, minutes, opportunityId: undefined, created: 0 },
    ...{ note: '客户拜访', timeless: false, distanceKm: null },
  });
  today.facts.push({ kind: 'fabricated-visit', activity: id, day: businessDay(happened) });
}

function distinct(prng: Prng, customers: readonly Customer[], count: number): Customer[] {
  const drawn: Customer[] = [];
  while (drawn.length < count) {
    const candidate = prng.pick(customers);
    if (!drawn.includes(candidate)) drawn.push(candidate);
  }
  return drawn;
}
