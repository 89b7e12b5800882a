import { Exact, exact, sum, whole } from './exact.ts';
import type { DecimalText } from './facts.ts';
import { compareText } from './ordering.ts';
import { fen, money } from './rounding.ts';

export interface Share {
  /** Whose it is; of equal remainders the smaller key wins. */
  readonly key: string;
  /** Not negative. */
  readonly weight: Exact;
}

interface Part {
  readonly key: string;
  readonly fen: bigint;
  /** What is due beyond whole fen, in a unit that is the same for everybody. */
  readonly remainder: Exact;
}

/** The whole fen of total × weight ÷ weights. In whole numbers, because the sum of the weights can be a very long fraction. */
function part(total: bigint, { key, weight }: Share, weights: Exact): Part {
  const due = total * weight.numerator * weights.denominator;
  const divisor = weight.denominator * weights.numerator;
  const units = due / divisor;
  return { key, fen: units, remainder: new Exact(due % divisor, weight.denominator) };
}

/**
 * Divides fen, not negative, in proportion to weights so that the parts add up to the total: everybody gets the whole fen due, and what is left
 * goes, one each, to the largest remainders. Nobody gets anything when all weights are 0.
 */
export function shareOut(total: bigint, shares: readonly Share[]): ReadonlyMap<string, bigint> {
  const weights = sum(shares.map(({ weight }) => weight));
  if (weights.equals(0)) return new Map(shares.map(({ key }) => [key, 0n]));
  const parts = shares.map((share) => part(total, share, weights));
  const left = Number(total - parts.reduce((given, { fen }) => given + fen, 0n));
  const favoured = [...parts]
    .sort((a, b) => b.remainder.compare(a.remainder) || compareText(a.key, b.key))
    .slice(0, left);
  const extra = new Set(favoured.map(({ key }) => key));
  return new Map(parts.map(({ key, fen }) => [key, fen + (extra.has(key) ? 1n : 0n)]));
}

/** Divides an amount of money over children, first come first served where remainders are equal; the children add up to it. */
export function decompose(total: DecimalText, shares: readonly DecimalText[]): DecimalText[] {
  const key = (index: number) => String(index).padStart(9, '0');
  const parts = shareOut(
    fen(exact(total)),
    shares.map((share, index) => ({ key: key(index), weight: exact(share) })),
  );
  return shares.map((_, index) => money(whole(parts.get(key(index)) ?? 0n).div(100)));
}
