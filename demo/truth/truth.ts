import { monthOf } from '../company/calendar.ts';
import { type CompanyOptions, type DayBatch, generateCompany } from '../company/company.ts';
import type { Fact, Malformed } from '../company/facts.ts';
import { type BookingRates, bookingRates } from './booking-rates.ts';
import { type CommentWeek, commentWeeks } from './comments.ts';
import { exactText, hundredthsText, roundedText } from './exact.ts';
import {
  enter,
  figuresByEmployee,
  noFigures,
  type SalesFigures,
  type SalesLedger,
  salesLedger,
} from './sales.ts';

/** Money is decimal text: `net` unrounded with ten places, `netRounded` to the fen. */
export interface SalesTruth {
  readonly month: string;
  readonly net: string;
  readonly netRounded: string;
  /** Orders ever booked in the month, and those of them not cancelled until now. */
  readonly ordersBooked: number;
  readonly orders: number;
  readonly receiptsAtBookingRate: string;
  readonly receiptsAtReceiptRate: string;
}

export interface EmployeeMonth extends SalesTruth {
  /** Employee number, or `unassigned`. */
  readonly employee: string;
}

export interface OpportunityMonth {
  readonly month: string;
  readonly won: number;
  readonly wonAmount: string;
  readonly lost: number;
  readonly lostAmount: string;
}

export interface TargetTruth {
  readonly employee: string;
  readonly month: string;
  readonly kpi: string;
  readonly version: number;
  readonly amount: string;
}

export interface ActivityMonth {
  readonly employee: string;
  readonly month: string;
  readonly visits: number;
  readonly calls: number;
}

export interface Truth {
  readonly months: readonly SalesTruth[];
  readonly employeeMonths: readonly EmployeeMonth[];
  readonly targets: readonly TargetTruth[];
  readonly opportunityMonths: readonly OpportunityMonth[];
  readonly activityMonths: readonly ActivityMonth[];
  readonly commentWeeks: readonly CommentWeek[];
  readonly malformed: readonly Omit<Malformed, 'kind'>[];
  /** Which customer a second account is. */
  readonly twins: readonly Omit<Kind<'twin'>, 'kind'>[];
  /** Orders placed to be counted, and visits that nobody made. */
  readonly washOrders: readonly string[];
  readonly fabricatedVisits: readonly string[];
}

type Kind<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

interface Gathered {
  readonly rates: BookingRates;
  readonly sales: SalesLedger;
  readonly targets: Map<string, Kind<'target'>>;
  readonly opportunities: Map<string, Kind<'opportunity'>>;
  readonly activities: Map<string, Kind<'activity'>>;
  readonly comments: Map<string, Kind<'comment'>>;
  readonly malformed: Omit<Malformed, 'kind'>[];
  readonly twins: Omit<Kind<'twin'>, 'kind'>[];
  readonly washOrders: string[];
  readonly fabricatedVisits: string[];
}

/** The figures a warehouse fed by the sample company must show, for the company as of `until`. */
export function truthFor(options: CompanyOptions): Truth {
  return truthOf(generateCompany({ ...options, rowsAfter: options.until }));
}

/** The same from days that are being played anyway. */
export function truthOf(days: Iterable<DayBatch>): Truth {
  const gathered = nothingYet();
  for (const { facts } of days) for (const fact of facts) gather(gathered, fact);
  return { ...salesTruth(gathered), ...otherTruth(gathered) };
}

function gather(gathered: Gathered, fact: Fact): void {
  enter(gathered.sales, fact);
  if (fact.kind === 'rate') gathered.rates.publish(fact.currency, fact.day, fact.rateE4);
  if (fact.kind === 'target') gathered.targets.set(`${fact.month}|${fact.employee}|${fact.kpi}`, fact);
  if (fact.kind === 'opportunity') gathered.opportunities.set(fact.opportunity, fact);
  if (fact.kind === 'activity') gathered.activities.set(fact.activity, fact);
  if (fact.kind === 'activity-deleted') gathered.activities.delete(fact.activity);
  if (fact.kind === 'comment') gathered.comments.set(fact.comment, fact);
  if (fact.kind === 'comment-deleted') gathered.comments.delete(fact.comment);
  if (fact.kind === 'twin') gathered.twins.push({ account: fact.account, customer: fact.customer });
  if (fact.kind === 'wash-order') gathered.washOrders.push(fact.order);
  if (fact.kind === 'fabricated-visit') gathered.fabricatedVisits.push(fact.activity);
  if (fact.kind === 'malformed') {
    gathered.malformed.push({ object: fact.object, key: fact.key, reason: fact.reason });
  }
}

function salesTruth({ sales, rates }: Gathered): Pick<Truth, 'months' | 'employeeMonths'> {
  const byEmployee = figuresByEmployee(sales, rates);
  const byMonth = new Map<string, SalesFigures>();
  for (const [key, figures] of byEmployee) {
    const month = key.slice(0, 7);
    const sum = byMonth.get(month) ?? noFigures();
    byMonth.set(month, sum);
    sum.net += figures.net;
    sum.receiptsAtBookingRate += figures.receiptsAtBookingRate;
    sum.receiptsAtReceiptRate += figures.receiptsAtReceiptRate;
  }
  for (const { day, cancelledOn } of sales.orders.values()) {
    const sum = byMonth.get(monthOf(day)) ?? noFigures();
    sum.booked += 1;
    if (cancelledOn === undefined) sum.orders += 1;
  }
  return {
    months: sorted(byMonth).map(([month, figures]) => shown(month, figures)),
    employeeMonths: sorted(byEmployee).map(([key, figures]) => ({
      ...shown(key.slice(0, 7), figures),
      employee: key.slice(8),
    })),
  };
}

function otherTruth(gathered: Gathered): Omit<Truth, 'months' | 'employeeMonths'> {
  return {
    targets: sorted(gathered.targets).map(([, { employee, month, kpi, version, hundredths }]) => ({
      ...{ employee, month, kpi, version },
      amount: hundredthsText(hundredths),
    })),
    opportunityMonths: opportunityMonths(gathered.opportunities.values()),
    activityMonths: activityMonths(gathered.activities.values()),
    commentWeeks: commentWeeks(gathered.comments),
    malformed: gathered.malformed,
    twins: gathered.twins,
    washOrders: gathered.washOrders.toSorted(),
    fabricatedVisits: gathered.fabricatedVisits.toSorted(),
  };
}

/** By the month of the last closing: an opportunity lost, reopened and won is won only. */
function opportunityMonths(opportunities: Iterable<Kind<'opportunity'>>): OpportunityMonth[] {
  const months = new Map<string, { won: number; wonFen: number; lost: number; lostFen: number }>();
  for (const { state, day, amountFen } of opportunities) {
    if (state !== 'won' && state !== 'lost') continue;
    const month = months.get(monthOf(day)) ?? { won: 0, wonFen: 0, lost: 0, lostFen: 0 };
    months.set(monthOf(day), month);
    month[state] += 1;
    month[`${state}Fen`] += amountFen;
  }
  return sorted(months).map(([month, { won, wonFen, lost, lostFen }]) => ({
    ...{ month, won, lost },
    wonAmount: hundredthsText(wonFen),
    lostAmount: hundredthsText(lostFen),
  }));
}

function activityMonths(activities: Iterable<Kind<'activity'>>): ActivityMonth[] {
  const months = new Map<string, { visit: number; call: number }>();
  for (const { employee, day, type } of activities) {
    const key = `${monthOf(day)}|${employee}`;
    const counts = months.get(key) ?? { visit: 0, call: 0 };
    months.set(key, counts);
    counts[type] += 1;
  }
  return sorted(months).map(([key, { visit, call }]) => ({
    ...{ employee: key.slice(8), month: key.slice(0, 7) },
    ...{ visits: visit, calls: call },
  }));
}

function shown(month: string, figures: SalesFigures): SalesTruth {
  return {
    month,
    net: exactText(figures.net),
    netRounded: roundedText(figures.net),
    ordersBooked: figures.booked,
    orders: figures.orders,
    receiptsAtBookingRate: exactText(figures.receiptsAtBookingRate),
    receiptsAtReceiptRate: exactText(figures.receiptsAtReceiptRate),
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function nothingYet(): Gathered {
  return {
    rates: bookingRates(),
    sales: salesLedger(),
    targets: new Map(),
    opportunities: new Map(),
    activities: new Map(),
    comments: new Map(),
    malformed: [],
    twins: [],
    washOrders: [],
    fabricatedVisits: [],
  };
}
