import { YardstickError } from '../errors/yardstick-error.ts';
import type { DecimalText } from './facts.ts';

/**
 * Denominators between these are reduced to lowest terms. Below, a common factor costs nothing. Above, looking for one costs more
 * than carrying it: sums over many paid parts have denominators of thousands of digits, and Euclid's algorithm would take minutes
 * for what multiplication does in milliseconds. (Libraries of fractions reduce after every step, which is why this is not one.)
 */
const reducedAbove = 2n ** 64n;
const reducedBelow = 2n ** 256n;

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}

/** A whole number that JavaScript holds exactly; anything else throws. */
type Whole = number | bigint;

/**
 * An exact fraction. Nothing is rounded before it is printed, so that no order of steps changes a fen.
 * Equal values may have different numerators: compare with `equals` and `compare`.
 */
export class Exact {
  readonly numerator: bigint;
  /** Positive. */
  readonly denominator: bigint;

  constructor(numerator: bigint, denominator: bigint) {
    if (denominator === 0n) throw new RangeError('A fraction has no denominator of 0.');
    const signed = denominator < 0n ? -numerator : numerator;
    const size = magnitude(denominator);
    const isReduced = size > reducedAbove && size < reducedBelow;
    const common = isReduced ? commonDivisor(magnitude(signed), size) : 1n;
    this.numerator = isReduced ? signed / common : signed;
    this.denominator = isReduced ? size / common : size;
  }

  add(other: Exact | Whole): Exact {
    const { numerator, denominator } = from(other);
    if (denominator === this.denominator) return new Exact(this.numerator + numerator, denominator);
    return new Exact(
      this.numerator * denominator + numerator * this.denominator,
      this.denominator * denominator,
    );
  }

  sub(other: Exact | Whole): Exact {
    return this.add(from(other).neg());
  }

  mul(other: Exact | Whole): Exact {
    const { numerator, denominator } = from(other);
    return new Exact(this.numerator * numerator, this.denominator * denominator);
  }

  /** @throws RangeError by 0. */
  div(other: Exact | Whole): Exact {
    const { numerator, denominator } = from(other);
    return new Exact(this.numerator * denominator, this.denominator * numerator);
  }

  neg(): Exact {
    return new Exact(-this.numerator, this.denominator);
  }

  /** Negative, 0 or positive, as this is less, equal or greater. */
  compare(other: Exact | Whole): number {
    const { numerator, denominator } = from(other);
    const difference = this.numerator * denominator - numerator * this.denominator;
    return difference < 0n ? -1 : Number(difference > 0n);
  }

  equals(other: Exact | Whole): boolean {
    return this.compare(other) === 0;
  }

  lt(other: Exact | Whole): boolean {
    return this.compare(other) < 0;
  }

  lte(other: Exact | Whole): boolean {
    return this.compare(other) <= 0;
  }

  gt(other: Exact | Whole): boolean {
    return this.compare(other) > 0;
  }

  gte(other: Exact | Whole): boolean {
    return this.compare(other) >= 0;
  }

  abs(): Exact {
    return new Exact(magnitude(this.numerator), this.denominator);
  }
}

function from(value: Exact | Whole): Exact {
  return value instanceof Exact ? value : whole(value);
}

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
  // The warehouse pads amounts to twelve decimals; without the padding numbers stay short.
  const digits = fraction.replace(/0+$/, '');
  return new Exact(BigInt(`${sign}${integer}${digits}`), 10n ** BigInt(digits.length));
}

/** A count. */
export function whole(count: Whole): Exact {
  return new Exact(BigInt(count), 1n);
}

export function ratio(numerator: Whole, denominator: Whole): Exact {
  return new Exact(BigInt(numerator), BigInt(denominator));
}

export const zero = whole(0);
export const one = whole(1);
export const hundred = whole(100);

/** Neighbours are added first, then their sums: large denominators meet only at the end. */
export function sum(values: Iterable<Exact>): Exact {
  let terms = [...values];
  while (terms.length > 1) {
    const pairs: Exact[] = [];
    for (let index = 0; index < terms.length; index += 2)
      pairs.push((terms[index] ?? zero).add(terms[index + 1] ?? zero));
    terms = pairs;
  }
  return terms[0] ?? zero;
}

export function least(a: Exact, b: Exact): Exact {
  return a.lt(b) ? a : b;
}

export function greatest(a: Exact, b: Exact): Exact {
  return a.lt(b) ? b : a;
}

/** No two of these are equal. */
export function allDiffer(values: readonly Exact[]): boolean {
  const sorted = [...values].sort((a, b) => a.compare(b));
  return sorted.every((value, index) => index === 0 || !value.equals(sorted[index - 1] ?? zero));
}
