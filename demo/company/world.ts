import { businessDay, instantOf, utcSeconds } from './calendar.ts';
import type { Customer } from './customer.ts';
import type { Fact } from './facts.ts';
import type { Prng } from './prng.ts';
import type { Product } from './product.ts';
import type { Receivable } from './receivable.ts';
import type { People } from './sales-force.ts';
import type { Row, RowChange, TableName } from './tables.ts';

/** Everything carried from one day to the next. */
export interface World {
  readonly seed: string;
  readonly scale: number;
  /** How much more is falsified than usual. */
  readonly falsified: number;
  readonly startDay: number;
  readonly meanDemand: number;
  readonly people: People;
  readonly customers: Customer[];
  /** Running sums of the customers' weights, for drawing one. */
  readonly customerWeights: number[];
  readonly products: Product[];
  /** What earlier days decided for later ones. */
  readonly agenda: Map<number, ((today: Today) => void)[]>;
  readonly receivables: Map<number, Receivable[]>;
  /** Last published rates, in ten-thousandths of a yuan. */
  readonly ratesE4: Record<'USD' | 'EUR', number>;
  /** Approximate net sales in yuan by `employee|month`, from which targets grow. */
  readonly sales: Map<string, number>;
  /** Relative demand by first day of month. */
  readonly demandOfMonths: Map<number, number>;
  readonly counters: Map<string, number>;
}

/** One day being played: where its rows and facts go. */
export interface Today {
  readonly day: number;
  readonly prng: Prng;
  /** False while only facts are asked for; drawing numbers must not depend on it. */
  readonly rowsWanted: boolean;
  readonly rows: RowChange[];
  readonly facts: Fact[];
}

/** Schedules what happens on another day; never in the past, because that has been served already. */
export function later(world: World, day: number, act: (today: Today) => void): void {
  const acts = world.agenda.get(day);
  if (acts === undefined) world.agenda.set(day, [act]);
  else acts.push(act);
}

/** 1, 2, 3 … for each name. */
export function nextNumber(world: World, name: string): number {
  const number = (world.counters.get(name) ?? 0) + 1;
  world.counters.set(name, number);
  return number;
}

export function put(today: Today, table: TableName, row: Row): void {
  if (today.rowsWanted) today.rows.push({ table, row });
}

/** An instant of the day between two hours, in epoch milliseconds. */
export function momentOf(today: Today, fromHour = 9, toHour = 18): number {
  return instantOf(today.day, today.prng.int(fromHour * 3600, toHour * 3600 - 1));
}

/** When the system wrote it down: shortly after it happened, but still on the day being played. */
export function recordedAt(today: Today, happened: number): number {
  if (businessDay(happened) !== today.day) return momentOf(today);
  const endOfDay = instantOf(today.day + 1, 0) - 1;
  return Math.min(happened + today.prng.int(200, 180_000), endOfDay);
}

/** ISO text in UTC with microseconds, the last three digits telling rows of one millisecond apart. */
export function stamp(instant: number, micros = 0): string {
  const fraction = (((instant % 1000) + 1000) % 1000) * 1000 + (micros % 1000);
  return `${utcSeconds(instant)}.${String(fraction).padStart(6, '0')}Z`;
}

/** `12345` fen as `123.45`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
