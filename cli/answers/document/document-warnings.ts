import { exact, sum } from '../../../appraisal/exact.ts';
import type { Words } from '../../../appraisal/explain/step.ts';
import { grouped } from '../../../appraisal/grouping.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { followedOrders, type Order } from './followed-orders.ts';

/** Something in a document that can be meant and seldom is. */
export interface DocumentWarning {
  /** As refusals name it: `orders[O1].credits`. */
  readonly key: string;
  readonly happened: Words;
}

type Observe = (document: FixtureDocument) => readonly DocumentWarning[];

/** What a document is taken in with and warned of: figures follow from it that nobody may have expected. */
export function documentWarnings(document: FixtureDocument): readonly DocumentWarning[] {
  return [ofNobody, moreTakenThanBooked, takenBefore, unrankedSources, belowAllBands].flatMap(
    (observe: Observe) => observe(document),
  );
}

/** People may be known to another source beside the document; in it they are nobody. */
const ofNobody: Observe = (document) => {
  const people = new Set(document.employees.map(({ emp_id }) => emp_id));
  const told = (key: string, employee: string): readonly DocumentWarning[] =>
    people.has(employee)
      ? []
      : [
          {
            key,
            happened: {
              zh: `employees 中没有 ${employee}；归其所有的业绩不计入其中任何人。`,
              en: `${employee} is nobody of employees: what it is credited counts for none of them.`,
            },
          },
        ];
  return [
    ...followedOrders(document).flatMap(({ order_no, credits }) =>
      credits.flatMap(({ emp_id }) => told(`orders[${order_no}].credits`, emp_id)),
    ),
    ...document.ownership.flatMap(({ customer_id, emp_id }) => told(`ownership[${customer_id}]`, emp_id)),
  ];
};

const moreTakenThanBooked: Observe = (document) =>
  followedOrders(document).flatMap(({ order_no, amount, refunds }) => {
    const taken = sum(refunds.map((refund) => exact(refund.amount)));
    if (taken.lte(exact(amount))) return [];
    const happened = {
      zh: `退款合计超过订单金额 ${amount}，订单净额为负。`,
      en: `Its refunds take away more than the ${amount} of the order, which leaves it negative.`,
    };
    return [{ key: `orders[${order_no}].refunds`, happened }];
  });

const takenBefore: Observe = (document) =>
  followedOrders(document).flatMap((order) => {
    const { order_no, confirmed_at, refunds, cancelled_at } = order;
    const days = [...refunds.map(({ at }) => at), ...(cancelled_at ? [cancelled_at] : [])];
    const early = days.find((at) => Date.parse(at) < Date.parse(confirmed_at));
    if (early === undefined) return [];
    const happened = {
      zh: `订单确认于 ${confirmed_at}，退款或取消却早在 ${early}。`,
      en: `It was confirmed at ${confirmed_at}, and taken back before, at ${early}.`,
    };
    return [{ key: `orders[${order_no}]`, happened }];
  });

const unrankedSources: Observe = ({ meta, orders }) =>
  [...grouped(orders, ({ order_no }: Order) => order_no)].flatMap(([number, rows]) => {
    const sources = [...new Set(rows.map(({ source }) => source))].sort();
    const [first = ''] = sources;
    if (sources.length < 2 || sources.some((name) => meta.source_precedence.includes(name))) return [];
    const happened = {
      zh: `${sources.join('、')} 都有该订单，而 meta.source_precedence 未列出其中任何一个；以 ${first} 为准。`,
      en: `${sources.join(' and ')} tell of it, and meta.source_precedence names none of them: ${first} is followed.`,
    };
    return [{ key: `orders[${number}]`, happened }];
  });

const belowAllBands: Observe = ({ plan }) => {
  const bands = plan?.coefficient_bands ?? [];
  const [lowest] = bands.map(({ min_score }) => min_score).sort((a, b) => exact(a).compare(exact(b)));
  if (lowest === undefined || exact(lowest).lte(0)) return [];
  const happened = {
    zh: `得分低于 ${lowest} 时没有对应的系数，提成为零；如非本意，请加一档 min_score 0。`,
    en: `Scores below ${lowest} have no coefficient and are paid no commission; where that is not meant, add a band of min_score 0.`,
  };
  return [{ key: 'plan.coefficient_bands', happened }];
};
