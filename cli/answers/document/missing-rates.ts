import type { MissingRate } from '../../../appraisal/facts.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { dayOf, followedOrders } from './followed-orders.ts';

/** Orders, and payments of theirs, in a currency for which no rate is known on or before the day of the order. */
export function missingRates(document: FixtureDocument): readonly MissingRate[] {
  const { meta, fx } = document;
  const base = meta.base_currency;
  const isKnown = (currency: string, on: string) =>
    currency === base ||
    fx.some(
      ({ date, from, to }) =>
        date <= on && ((from === currency && to === base) || (from === base && to === currency)),
    );
  return followedOrders(document).flatMap((order) => {
    const on = dayOf(order.confirmed_at, document);
    const paid = order.payments.map(({ currency }) => currency ?? order.currency);
    const unknown = [...new Set([order.currency, ...paid])].filter((currency) => !isKnown(currency, on));
    return unknown.map((currency) => ({ orderNo: order.order_no, currency, on }));
  });
}
