import { exact, exactIn, sum } from '../exact.ts';
import type { CreditFact, OrderEvent, OrderFact, PeriodFacts } from '../facts.ts';
import { percent } from '../rounding.ts';
import { amountRules, positiveRules, signedAmountRules } from './number-rules.ts';
import { dayRules } from './range-rules.ts';
import { type Refusal, unless } from './refusal.ts';

function eventRules(key: string, { kind, on, amount }: OrderEvent): readonly Refusal[] {
  if (kind === 'booking') return [...dayRules(key, on), ...amountRules(`${key}.amount`, amount)];
  const numbers = signedAmountRules(key, amount);
  if (numbers.length > 0) return numbers;
  const happened = `A ${kind} has to take away; this one would add to the order.`;
  return [...dayRules(key, on), ...unless(exact(amount).lte(0), key, 'event_sign', happened)];
}

function creditRules(key: string, credits: readonly CreditFact[]): readonly Refusal[] {
  const parts = credits.flatMap(({ employeeId, part, whole }) => [
    ...positiveRules(`${key}[${employeeId}]`, part),
    ...positiveRules(`${key}[${employeeId}]`, whole),
    ...unless(exactIn(whole)?.equals(0) !== true, key, 'credits_add_up', 'The whole is 0.'),
  ]);
  const revenue = credits.filter(({ kind }) => kind === 'revenue');
  if (parts.length > 0 || revenue.length === 0) return parts;
  const total = sum(revenue.map(({ part, whole }) => exact(part).div(exact(whole))));
  if (total.equals(1)) return [];
  const happened = `Revenue credits add up to ${percent(total)} % of the order; it has to be 100 %.`;
  return [{ key, rule: 'credits_add_up', happened }];
}

function orderRules(order: OrderFact): readonly Refusal[] {
  const key = `orders[${order.orderNo}]`;
  const instant = Number.isFinite(Date.parse(order.confirmedAt)) && order.confirmedAt.endsWith('Z');
  return [
    ...unless(instant, `${key}.confirmed_at`, 'day', `"${order.confirmedAt}" is not an instant in UTC.`),
    ...dayRules(`${key}.confirmed_at`, order.bookedOn),
    ...(order.dueOn === null ? [] : dayRules(`${key}.due_date`, order.dueOn)),
    ...order.events.flatMap((event) => eventRules(`${key}.${event.kind}`, event)),
    ...[order.paid, order.paidAtClose, order.fxGain].flatMap((amount) =>
      signedAmountRules(`${key}.payments`, amount),
    ),
    ...creditRules(`${key}.credits`, order.credits),
  ];
}

function onceRules(orders: readonly OrderFact[]): readonly Refusal[] {
  const seen = new Set<string>();
  return orders.flatMap(({ orderNo }) => {
    const isNew = !seen.has(orderNo);
    seen.add(orderNo);
    return unless(isNew, `orders[${orderNo}]`, 'booked_once', 'The order is there twice.');
  });
}

export function ordersRules({
  orders,
  missingRates,
  baseCurrency,
}: Pick<PeriodFacts, 'orders' | 'missingRates' | 'baseCurrency'>): readonly Refusal[] {
  return [
    ...missingRates.map(({ orderNo, currency, on }) => ({
      key: `fx[${currency}]`,
      rule: 'rate_known' as const,
      happened: `No rate from ${currency} to ${baseCurrency} is known on or before ${on}, for order ${orderNo}.`,
    })),
    ...onceRules(orders),
    ...orders.flatMap(orderRules),
  ];
}
