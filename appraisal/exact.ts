import Fraction from 'fraction.js';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { DecimalText } from './facts.ts';

/** An exact fraction. Nothing is rounded before it is printed, so that no order of steps changes a fen. */
export type Exact = Fraction;

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

/**
 * The number a decimal text says.
 * @throws YardstickError APPRAISAL_REFUSED when it is not one; quotients and exponents are not.
 */
export function exact(text: DecimalText): Exact {
  const match = decimal.exec(text);
  if (match === null)
    throw new YardstickError('APPRAISAL_REFUSED', `"${text}" is not a decimal number such as 1234.56.`);
  const [, sign = '', integer = '', fraction = ''] = match;
  return new Fraction(BigInt(`${sign}${integer}${fraction}`), 10n ** BigInt(fraction.length));
}

/** A count. */
export function whole(count: number | bigint): Exact {
  return new Fraction(BigInt(count), 1n);
}

export function ratio(numerator: number | bigint, denominator: number | bigint): Exact {
  return new Fraction(BigInt(numerator), BigInt(denominator));
}

export const zero = whole(0);
export const one = whole(1);
export const hundred = whole(100);

export function sum(values: Iterable<Exact>): Exact {
  let total = zero;
  for (const value of values) total = total.add(value);
  return total;
}

export function least(a: Exact, b: Exact): Exact {
  return a.lt(b) ? a : b;
}

export function greatest(a: Exact, b: Exact): Exact {
  return a.lt(b) ? b : a;
}
