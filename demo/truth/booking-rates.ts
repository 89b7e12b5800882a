import { dateOf } from '../company/calendar.ts';
import type { Currency } from '../company/facts.ts';

/** The published rates, asked for by day. */
export interface BookingRates {
  publish(currency: Currency, day: number, rateE4: number): void;
  /** Rate in force in ten-thousandths: the latest one on or before the day; there is no fallback to 1. */
  inForce(currency: Currency, day: number): number;
}

const longestGap = 15;

export function bookingRates(): BookingRates {
  const published = new Map<string, number>();
  return {
    publish: (currency, day, rateE4) => published.set(`${currency}|${day}`, rateE4),
    inForce: (currency, day) => {
      if (currency === 'CNY') return 10_000;
      for (let back = 0; back <= longestGap; back += 1) {
        const rateE4 = published.get(`${currency}|${day - back}`);
        if (rateE4 !== undefined) return rateE4;
      }
      throw new RangeError(`No rate for ${currency} on ${dateOf(day)} or the ${longestGap} days before.`);
    },
  };
}
