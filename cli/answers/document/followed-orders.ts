import type { FixtureDocument } from '../../../connectors/fixture/document.ts';

export type Order = FixtureDocument['orders'][number];

/** The row of the source that comes first: what others say of the same number is never looked at. */
export function followedOrders({ meta, orders }: FixtureDocument): readonly Order[] {
  const rank = ({ source }: Order) => {
    const place = meta.source_precedence.indexOf(source);
    return place < 0 ? meta.source_precedence.length : place;
  };
  const first = new Map<string, Order>();
  for (const order of orders.toSorted((a, b) => rank(a) - rank(b)))
    if (!first.has(order.order_no)) first.set(order.order_no, order);
  return [...first.values()];
}

/** The day of an instant in the document's zone. */
export function dayOf(instant: string, { meta }: FixtureDocument): string {
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone: meta.timezone });
}
