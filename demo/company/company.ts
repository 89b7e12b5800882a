import { doActivities } from './activities.ts';
import { dateOf, dayOf, dayOfMonth, firstOfMonth, isLastOfMonth } from './calendar.ts';
import { acquireCustomers, openCustomerBook } from './customers.ts';
import { openRates, publishRates } from './exchange-rates.ts';
import type { Fact } from './facts.ts';
import { falsify } from './falsified.ts';
import { countStock } from './inventory.ts';
import { openOpportunities } from './opportunities.ts';
import { takeOrders } from './orders.ts';
import { foundSalesForce, planMonth } from './people.ts';
import { prngFor } from './prng.ts';
import { newPriceList, openRange } from './products.ts';
import { collect } from './receivables.ts';
import { meanDemand } from './seasonality.ts';
import type { RowChange } from './tables.ts';
import { setTargets, setTargetsOfNewcomers } from './targets.ts';
import { publishPosts } from './weibo.ts';
import type { Today, World } from './world.ts';

export interface CompanyOptions {
  readonly seed: string;
  /** Last day played, `YYYY-MM-DD`. */
  readonly until: string;
  /** First day; by default the first of the month three years before `until`. Keep it when advancing. */
  readonly start?: string;
  /** 1 is the whole company; tests play a smaller one. The sales force is always whole. */
  readonly scale?: number;
  /** How much more is falsified than the usual one order in six hundred; 0 is an honest company. Keep it when advancing. */
  readonly falsified?: number;
  /** Leaves out the rows (never the facts) of the days up to this one, which costs half the time. */
  readonly rowsAfter?: string;
}

/** What one day recorded: rows for the source systems, facts for the truth. */
export interface DayBatch {
  readonly date: string;
  readonly rows: readonly RowChange[];
  readonly facts: readonly Fact[];
}

/**
 * Plays the company day by day up to and including `until`. The same options give the same batches on every machine, and a
 * later `until` gives the same batches followed by new ones.
 */
export function* generateCompany(options: CompanyOptions): Generator<DayBatch, void, undefined> {
  const untilDay = dayOf(options.until);
  const startDay = dayOf(options.start ?? defaultStart(options.until));
  const rowsAfter = options.rowsAfter === undefined ? 0 : dayOf(options.rowsAfter);
  const world = emptyWorld(options, startDay);
  for (let day = startDay; day <= untilDay; day += 1) yield playDay(world, day, day > rowsAfter);
}

/** The first of the month three years before a day. */
export function defaultStart(until: string): string {
  return dateOf(firstOfMonth(dayOf(until), -36));
}

function playDay(world: World, day: number, rowsWanted: boolean): DayBatch {
  const today: Today = { day, prng: prngFor(world.seed, 'day', day), rowsWanted, rows: [], facts: [] };
  if (day === world.startDay) open(world, today);
  publishRates(world, today);
  if (dayOfMonth(day) === 1) planMonth(world, today);
  if (dateOf(day).endsWith('-01-01') && day !== world.startDay) newPriceList(world, today);
  acquireCustomers(world, today);
  openOpportunities(world, today);
  takeOrders(world, today);
  doActivities(world, today);
  publishPosts(world, today);
  keepAppointments(world, today);
  collect(world, today);
  falsify(world, today);
  if (day !== world.startDay) setTargetsOfNewcomers(world, today);
  if (dayOfMonth(day) === 25) setTargets(world, today, firstOfMonth(day, 1));
  if (isLastOfMonth(day)) countStock(world, today);
  return { date: dateOf(day), rows: today.rows, facts: today.facts };
}

function open(world: World, today: Today): void {
  foundSalesForce(world, today);
  openRange(world, today);
  openCustomerBook(world, today);
  openRates(world, today);
  setTargets(world, today, firstOfMonth(today.day));
}

/** Acts may schedule further acts for the same day; the list is walked while it grows. */
function keepAppointments(world: World, today: Today): void {
  const acts = world.agenda.get(today.day) ?? [];
  for (const act of acts) act(today);
  world.agenda.delete(today.day);
}

function emptyWorld({ seed, scale = 1, falsified = 1 }: CompanyOptions, startDay: number): World {
  return {
    seed,
    scale,
    falsified,
    startDay,
    meanDemand: meanDemand(startDay),
    people: { employees: [], teams: [] },
    customers: [],
    customerWeights: [],
    products: [],
    agenda: new Map(),
    receivables: new Map(),
    ratesE4: { USD: 71_800, EUR: 77_900 },
    sales: new Map(),
    demandOfMonths: new Map(),
    counters: new Map(),
  };
}
