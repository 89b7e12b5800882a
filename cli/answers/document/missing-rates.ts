import type { MissingRate } from '../../../appraisal/facts.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';

type Order = FixtureDocument['orders'][number];

/** Orders, and payments of theirs, in a currency for which no rate is known on or before the day of the order. */
export function missingRates({ meta, fx, orders }: FixtureDocument): readonly MissingRate[] {
  const base = meta.base_currency;
  const isKnown = (currency: string, on: string) =>
    currency === base ||
    fx.some(
      ({ date, from, to }) =>
        date <= on && ((from === currency && to === base) || (from === base && to === currency)),
    );
  return survivors(orders, meta.source_precedence).flatMap((order) => {
    const on = new Date(order.confirmed_at).toLocaleDateString('sv-SE', { timeZone: meta.timezone });
    const paid = order.payments.map(({ currency }) => currency ?? order.currency);
    const unknown = [...new Set([order.currency, ...paid])].filter((currency) => !isKnown(currency, on));
    return unknown.map((currency) => ({ orderNo: order.order_no, currency, on }));
  });
}

/** The row of the source that comes first: another one of the same number is never converted. */
function survivors(orders: readonly Order[], precedence: readonly string[]): readonly Order[] {
  const rank = ({ source }: Order) => {
    const place = precedence.indexOf(source);
    return place < 0 ? precedence.length : place;
  };
  const first = new Map<string, Order>();
  for (const order of orders.toSorted((a, b) => rank(a) - rank(b)))
    if (!first.has(order.order_no)) first.set(order.order_no, order);
  return [...first.values()];
}
