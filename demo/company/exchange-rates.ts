import { dateOf, instantOf, isBankDay } from './calendar.ts';
import { prngFor } from './prng.ts';
import { put, stamp, type Today, type World } from './world.ts';

const anchorsE4 = { USD: 71_200, EUR: 77_400 } as const;
const currencies = ['USD', 'EUR'] as const;

/** Rates of the fortnight before the first day, so that its orders find one. */
export function openRates(world: World, today: Today): void {
  for (let day = today.day - 15; day < today.day; day += 1) publishRates(world, today, day);
}

/** The central parity of a bank day, published at 09:15; none on weekends and holidays. */
export function publishRates(world: World, today: Today, day = today.day): void {
  if (!isBankDay(day)) return;
  const prng = prngFor(world.seed, 'rates', day);
  for (const currency of currencies) {
    const rateE4 = walk(world.ratesE4[currency], anchorsE4[currency], prng.normal());
    world.ratesE4[currency] = rateE4;
    today.facts.push({ kind: 'rate', day, currency, rateE4 });
    put(today, 'erp.fx_rate', {
      rate_date: dateOf(day),
      from_currency: currency,
      to_currency: 'CNY',
      rate: (rateE4 / 10_000).toFixed(4),
      updated_at: stamp(instantOf(today.day, 33_300), day),
    });
  }
}

function walk(rateE4: number, anchorE4: number, step: number): number {
  return Math.round(rateE4 + (anchorE4 - rateE4) * 0.01 + step * 140);
}
