import type { Deal } from './deal.ts';
import { type Exact, exact, least, sum, whole, zero } from './exact.ts';
import type { CatalogueKpi, PeriodFacts } from './facts.ts';
import type { Person } from './person.ts';
import { type Target, targetFrom, targetsOf } from './target.ts';

/** What a person or a team did in the period, before it is judged. Figures of a team are the sums of its people's. */
export interface Figures {
  readonly netSales: Exact;
  /** Credited outside the shares that add up to the order; never part of net sales. */
  readonly overlaySales: Exact;
  readonly targets: ReadonlyMap<string, Target>;
  readonly followups: { readonly logged: number; readonly flagged: number };
  readonly newCustomers: number;
  readonly survey: { readonly answers: number; readonly sum: Exact };
  /** Of deals due in the period: what is paid, at most the net amount, and what is due. */
  readonly collection: { readonly paid: Exact; readonly due: Exact };
  /** KPIs of the catalogue that are weighed. */
  readonly catalogue: ReadonlyMap<string, CatalogueFigure>;
}

/** The parts of a KPI of the catalogue, which add up over months and people. */
export interface CatalogueFigure {
  readonly form: CatalogueKpi['form'];
  readonly numerator: Exact;
  readonly denominator: Exact;
}

function credited(deals: readonly Deal[], kind: Deal['kind']): Exact {
  return sum(deals.filter((deal) => deal.kind === kind).map((deal) => deal.credited));
}

function collectionOf(deals: readonly Deal[]): Figures['collection'] {
  const due = deals.filter(({ kind, order }) => kind === 'revenue' && order.isDue);
  return {
    paid: sum(due.map(({ order, share }) => least(order.paid, order.net).mul(share))),
    due: sum(due.map((deal) => deal.credited)),
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

/** Nothing is 0: whoever has no rows of a KPI has reached nothing of it. */
function catalogueOf({ kpiMonths }: Person, { catalogue = {} }: PeriodFacts): Figures['catalogue'] {
  return new Map(
    Object.entries(catalogue).map(([kpi, { form }]) => {
      const own = kpiMonths.filter((month) => month.kpi === kpi);
      const numerator = sum(own.map((month) => exact(month.numerator)));
      return [kpi, { form, numerator, denominator: sum(own.map((month) => exact(month.denominator))) }];
    }),
  );
}

export function figuresOf(person: Person, facts: PeriodFacts): Figures {
  const { period, calendar } = facts;
  const { deals, roles, elsewhere, followups, surveys } = person;
  return {
    netSales: credited(deals, 'revenue'),
    overlaySales: credited(deals, 'overlay'),
    targets: targetsOf(person.targets, { period, calendar, roles, elsewhere }),
    followups: {
      logged: total(followups.map(({ logged }) => logged)),
      flagged: total(followups.map(({ flagged }) => flagged)),
    },
    newCustomers: total(person.newCustomers.map(({ count }) => count)),
    survey: {
      answers: total(surveys.map(({ answers }) => answers)),
      sum: sum(surveys.map((survey) => exact(survey.sum))),
    },
    collection: collectionOf(deals),
    catalogue: catalogueOf(person, facts),
  };
}

function targetsTogether(people: readonly Figures[]): ReadonlyMap<string, Target> {
  const kpis = new Set(people.flatMap(({ targets }) => [...targets.keys()]));
  return new Map(
    [...kpis].map((kpi) => [kpi, targetFrom(people.flatMap(({ targets }) => targets.get(kpi)?.parts ?? []))]),
  );
}

function catalogueTogether(people: readonly Figures[]): Figures['catalogue'] {
  const added = new Map<string, CatalogueFigure>();
  for (const [kpi, { form, numerator, denominator }] of people.flatMap(({ catalogue }) => [...catalogue])) {
    const { numerator: above = zero, denominator: below = zero } = added.get(kpi) ?? {};
    added.set(kpi, { form, numerator: above.add(numerator), denominator: below.add(denominator) });
  }
  return added;
}

export function together(people: readonly Figures[]): Figures {
  const add = (of: (figures: Figures) => Exact) => sum(people.map(of));
  const count = (of: (figures: Figures) => number) => total(people.map(of));
  return {
    netSales: add(({ netSales }) => netSales),
    overlaySales: add(({ overlaySales }) => overlaySales),
    targets: targetsTogether(people),
    followups: {
      logged: count(({ followups }) => followups.logged),
      flagged: count(({ followups }) => followups.flagged),
    },
    newCustomers: count(({ newCustomers }) => newCustomers),
    survey: { answers: count(({ survey }) => survey.answers), sum: add(({ survey }) => survey.sum) },
    collection: {
      paid: add(({ collection }) => collection.paid),
      due: add(({ collection }) => collection.due),
    },
    catalogue: catalogueTogether(people),
  };
}

/** Follow-ups that count. */
export function validFollowups({ followups }: Figures): Exact {
  return whole(followups.logged - followups.flagged);
}

/** The target of a KPI; null where there is none or it is 0, so that nothing can be held against it. */
export function targetValue({ targets }: Figures, kpi: string): Exact | null {
  const value = targets.get(kpi)?.value ?? zero;
  return value.lte(0) ? null : value;
}
