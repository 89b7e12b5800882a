import { exact } from '../../../appraisal/exact.ts';
import { grouped } from '../../../appraisal/grouping.ts';
import { signedAmountRules } from '../../../appraisal/refusals/number-rules.ts';
import { apartRules, rangeRules } from '../../../appraisal/refusals/range-rules.ts';
import { type Refusal, unless } from '../../../appraisal/refusals/refusal.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import type { Order } from './followed-orders.ts';
import { dayAfter, halfOpen } from './half-open.ts';

type Judge = (document: FixtureDocument) => readonly Refusal[];

/** What only the document can say wrongly: afterwards one of two rows has silently won, or a row is on no day at all. */
export function documentRules(document: FixtureDocument): readonly Refusal[] {
  return [
    daysRules,
    spanRules,
    ownerRules,
    drawRules,
    rateRules,
    paymentRules,
    onceRules,
    countRules,
    mergeRules,
  ].flatMap((judge: Judge) => judge(document));
}

const daysRules: Judge = ({ meta }) => {
  const { period, close_as_of: close, later_as_of: later } = meta;
  return [
    ...unless(
      close >= period.start,
      'meta.close_as_of',
      'day',
      `${close} lies before the period, which begins on ${period.start}.`,
    ),
    ...unless(
      (later ?? close) >= close,
      'meta.later_as_of',
      'day',
      `${later} lies before meta.close_as_of, ${close}.`,
    ),
  ];
};

const spanRules: Judge = ({ employees, orders }) => [
  ...employees.flatMap((row) => rangeRules(`employees[${row.emp_id}]`, halfOpen(row))),
  ...orders.flatMap(({ order_no, service }) =>
    service
      ? rangeRules(`orders[${order_no}].service`, { from: service.start, until: dayAfter(service.end) })
      : [],
  ),
];

const ownerRules: Judge = ({ ownership }) =>
  [...grouped(ownership, ({ customer_id }) => customer_id)].flatMap(([customer, rows]) => {
    const key = `ownership[${customer}]`;
    const broken = rows.flatMap((row) => rangeRules(key, halfOpen(row)));
    const once = new Map(
      rows.map((row) => [`${row.emp_id} ${row.valid_from} ${row.valid_to}`, halfOpen(row)]),
    );
    return broken.length > 0 ? broken : apartRules(key, 'one_owner_a_day', [...once.values()]);
  });

const drawRules: Judge = ({ plan, employees }) =>
  (plan?.draws ?? []).flatMap(({ emp_id }) =>
    unless(
      employees.some((row) => row.emp_id === emp_id),
      `plan.draws[${emp_id}]`,
      'owner_in_team',
      `${emp_id} is nobody of employees.`,
    ),
  );

const paymentRules: Judge = ({ orders }) =>
  orders.flatMap(({ order_no, payments }) =>
    payments.flatMap(({ amount }) => signedAmountRules(`orders[${order_no}].payments`, amount)),
  );

const rateRules: Judge = ({ fx }) =>
  fx.flatMap(({ from, to, date, rate }) => {
    const key = `fx[${from} ${to} ${date}]`;
    const digits = rate.split('.')[1]?.length ?? 0;
    return [
      ...unless(
        exact(rate).gt(0),
        key,
        'rate_positive',
        `A rate of ${rate} makes money nothing or negative.`,
      ),
      ...unless(digits <= 8, key, 'decimal', `${rate} has ${digits} digits after the point; 8 are kept.`),
    ];
  });

/** A row delivered twice is one row; two that differ cannot both be true. */
const onceRules: Judge = ({ fx, orders }) => [
  ...differing(
    fx,
    ({ from, to, date }) => `fx[${from} ${to} ${date}]`,
    ({ rate }) => rate,
  ),
  ...differing(orders, ({ order_no, source }) => `orders[${order_no}] of ${source}`, headOf),
];

/** What makes two rows of one order different orders; remarks beside it do not. */
function headOf({ customer_id, confirmed_at, currency, amount, cancelled_at, dq_status }: Order): string {
  return [customer_id, confirmed_at, currency, amount, cancelled_at ?? '', dq_status].join(' ');
}

function differing<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  contentOf: (row: Row) => string,
): readonly Refusal[] {
  return [...grouped(rows, keyOf)].flatMap(([key, same]) =>
    unless(
      new Set(same.map(contentOf)).size === 1,
      key,
      'told_once',
      'It is there twice, and the two differ; keep the one that is true.',
    ),
  );
}

const countRules: Judge = ({ followups, surveys }) => [
  ...followups.flatMap(({ emp_id, logged, flagged }) =>
    unless(
      Number(flagged) <= Number(logged),
      `followups[${emp_id}].flagged`,
      'count',
      `${flagged} are flagged of ${logged} that were logged.`,
    ),
  ),
  ...surveys.flatMap(({ emp_id, n, sum }) => [
    ...unless(exact(sum).gte(0), `surveys[${emp_id}].sum`, 'not_negative', 'The number is negative.'),
    ...unless(
      Number(n) > 0 || exact(sum).equals(0),
      `surveys[${emp_id}].n`,
      'count',
      `No answers cannot add up to ${sum}.`,
    ),
  ]),
];

/** Merges on one day that lead back to where they began. Into itself a customer stands for itself again. */
const mergeRules: Judge = ({ customer_merges: merges }) => {
  const into = new Map(
    merges.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ from, into }) => [from, into]),
  );
  const circle = [...into.keys()].find((customer) => leadsBack(customer, into));
  return unless(
    circle === undefined,
    `customer_merges[${circle}]`,
    'no_cycle',
    `Merges lead from ${circle} back to ${circle}; one of them has to stay.`,
  );
};

function leadsBack(customer: string, into: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = customer; into.has(at) && !seen.has(at); ) {
    seen.add(at);
    const next = into.get(at) ?? at;
    if (next === at) return false;
    if (next === customer) return true;
    at = next;
  }
  return false;
}
