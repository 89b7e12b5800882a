import { dateOf, dayOfMonth, firstOfMonth, monthOf } from './calendar.ts';
import { activeReps } from './people.ts';
import { prngFor } from './prng.ts';
import type { Employee } from './sales-force.ts';
import { demandOn } from './seasonality.ts';
import { later, momentOf, put, stamp, type Today, type World, yuan } from './world.ts';

const firstTargetYuan = 340_000;
const growthAsked = 1.05;
const visitsAsked = 20;

/** On the first day for the running month; on each 25th for the month to come. */
export function setTargets(world: World, today: Today, firstDay: number): void {
  for (const rep of activeReps(world, firstDay)) setTarget(world, today, rep, firstDay);
}

/** A rep who joins gets a target for the rest of the month, and for the next one when the 25th is over. */
export function setTargetsOfNewcomers(world: World, today: Today): void {
  for (const rep of activeReps(world, today.day)) {
    if (rep.hired !== today.day) continue;
    const firstDay = firstOfMonth(today.day);
    const length = firstOfMonth(today.day, 1) - firstDay;
    const left = (length - (today.day - firstDay)) / length;
    const full = floorYuan(world, firstDay);
    write(today, rep, firstDay, 'net_sales', 1, 100_000 * Math.round((full * left) / 1000));
    write(today, rep, firstDay, 'visits', 1, 100 * Math.round(visitsAsked * left));
    if (dayOfMonth(today.day) > 25) setTarget(world, today, rep, firstOfMonth(today.day, 1));
  }
}

function setTarget(world: World, today: Today, rep: Employee, firstDay: number): void {
  const prng = prngFor(world.seed, 'target', rep.id, firstDay);
  const fen = 100_000 * Math.round((expectedYuan(world, rep, firstDay) * growthAsked) / 1000);
  write(today, rep, firstDay, 'net_sales', 1, fen);
  write(today, rep, firstDay, 'visits', 1, visitsAsked * 100);
  if (prng.chance(0.02)) {
    const revised = 100_000 * Math.round((fen * (0.85 + prng.next() * 0.25)) / 100_000);
    later(world, firstDay + prng.int(4, 14), (then) => write(then, rep, firstDay, 'net_sales', 2, revised));
  }
}

/** Mean of the last three months, carried to the season of the month to come. */
function expectedYuan(world: World, rep: Employee, firstDay: number): number {
  const floor = floorYuan(world, firstDay);
  const history = [2, 3, 4].map((back) => {
    const month = firstOfMonth(firstDay, -back);
    const sold = world.sales.get(`${rep.id}|${monthOf(month)}`);
    return sold === undefined ? undefined : sold / demandOfMonth(world, month);
  });
  const known = history.filter((value) => value !== undefined);
  if (known.length === 0) return floor;
  const perDemand = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.max(floor * 0.4, perDemand * demandOfMonth(world, firstDay));
}

function floorYuan(world: World, firstDay: number): number {
  return firstTargetYuan * world.scale * (demandOfMonth(world, firstDay) / 22);
}

function demandOfMonth(world: World, firstDay: number): number {
  const known = world.demandOfMonths.get(firstDay);
  if (known !== undefined) return known;
  let sum = 0;
  for (let day = firstDay; day < firstOfMonth(firstDay, 1); day += 1) sum += demandOn(day, world.startDay);
  world.demandOfMonths.set(firstDay, sum);
  return sum;
}

function write(
  today: Today,
  rep: Employee,
  firstDay: number,
  kpi: 'net_sales' | 'visits',
  version: number,
  hundredths: number,
): void {
  const at = momentOf(today, 10, 12);
  put(today, 'erp.sales_target', {
    employee_id: rep.id,
    month: dateOf(firstDay),
    kpi,
    version,
    amount: yuan(hundredths),
    approved_at: stamp(at),
    updated_at: stamp(at, Number(rep.id.slice(1))),
  });
  const month = monthOf(firstDay);
  today.facts.push({ kind: 'target', employee: rep.id, month, kpi, version, hundredths });
}
