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
    const term = from(other);
    if (isNothing(term)) return this;
    if (isNothing(this)) return term;
    const { numerator, denominator } = term;
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
    const factor = from(other);
    if (isUnit(factor)) return this;
    if (isUnit(this)) return factor;
    return new Exact(this.numerator * factor.numerator, this.denominator * factor.denominator);
  }

  /** @throws RangeError by 0. */
  div(other: Exact | Whole): Exact {
    const divisor = from(other);
    if (isUnit(divisor)) return this;
    return new Exact(this.numerator * divisor.denominator, this.denominator * divisor.numerator);
  }

  neg(): Exact {
    return new Exact(-this.numerator, this.denominator);
  }

  /** Negative, 0 or positive, as this is less, equal or greater. */
  compare(other: Exact | Whole): number {
    const { numerator, denominator } = from(other);
    if (denominator === this.denominator) return order(this.numerator, numerator);
    // Most comparisons are with 0, which no denominator changes.
    if (numerator === 0n) return order(this.numerator, 0n);
    return order(this.numerator * denominator, numerator * this.denominator);
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
  if (value instanceof Exact) return value;
  return value === 0 ? zero : whole(value);
}

// Adding 0 and multiplying by 1 are the commonest steps of all: most orders are one person's, and bring no gain of currencies.

function isNothing({ numerator, denominator }: Exact): boolean {
  return numerator === 0n && denominator === 1n;
}

function isUnit({ numerator, denominator }: Exact): boolean {
  return numerator === 1n && denominator === 1n;
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

const powers = Array.from({ length: 40 }, (_, places) => 10n ** BigInt(places));

/** 10^places, which takes longer to compute than to look up. */
export function tenTo(places: number): bigint {
  return powers[places] ?? 10n ** BigInt(places);
}

const decimal = /^-?\d+(?:\.\d+)?$/;

export function isDecimal(text: string): boolean {
  return decimal.test(text);
}

/** The number a text says; undefined for a text that is no decimal number. */
export function exactIn(text: string): Exact | undefined {
  if (text === '0') return zero;
  if (text === '1') return one;
  if (!decimal.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point === -1) return new Exact(BigInt(text), 1n);
  const end = endOfDigits(text);
  const places = Math.max(0, end - point - 1);
  return new Exact(BigInt(text.slice(0, point) + text.slice(point + 1, end)), tenTo(places));
}

/** The warehouse pads amounts to twelve decimals; without the padding numbers stay short. */
function endOfDigits(text: string): number {
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return end;
}

/**
 * The number a decimal text says.
 * @throws YardstickError APPRAISAL_REFUSED when it is not one; quotients and exponents are not.
 */
export function exact(text: DecimalText): Exact {
  const found = exactIn(text);
  if (found === undefined)
    throw new YardstickError('APPRAISAL_REFUSED', `"${text}" is not a decimal number such as 1234.56.`);
  return found;
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
  const terms = [...values];
  for (let left = terms.length; left > 1; left = Math.ceil(left / 2))
    for (let index = 0; index < left; index += 2) terms[index / 2] = pairSum(terms, index, left);
  return terms[0] ?? zero;
}

function pairSum(terms: readonly Exact[], index: number, left: number): Exact {
  const first = terms[index] ?? zero;
  return index + 1 < left ? first.add(terms[index + 1] ?? zero) : first;
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
