import { type Exact, tenTo } from './exact.ts';
import type { DecimalText } from './facts.ts';

/** Number of units of 10^-places nearest to the value; a half goes away from zero. */
function units({ numerator, denominator }: Exact, places: number): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const scaled = size * tenTo(places);
  const nearest = denominator === 1n ? scaled : (scaled * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -nearest : nearest;
}

/** Fen of a value in yuan. */
export function fen(value: Exact): bigint {
  return units(value, 2);
}

/** The one place where numbers lose digits: half-up, exactly so many decimals, never a negative zero. */
export function rounded(value: Exact, places: number): DecimalText {
  return printed(units(value, places), places);
}

function printed(count: bigint, places: number): DecimalText {
  const digits = (count < 0n ? -count : count).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return count < 0n ? `-${text}` : text;
}

/** An amount of money as printed. */
export function money(value: Exact): DecimalText {
  return rounded(value, 2);
}

/** A score, mean or count with a part as printed. */
export function score(value: Exact): DecimalText {
  return rounded(value, 4);
}

/** A ratio as printed in per cent. */
export function percent(value: Exact): DecimalText {
  return printed(units(value, 6), 4);
}
