import { type Exact, exact, greatest, least } from './exact.ts';
import type { DecimalText, Plan } from './facts.ts';

/** A stretch of sales paid at one rate; the last has no end. The first also takes what lies below 0. */
export interface Tier {
  readonly from: Exact;
  readonly until: Exact | null;
  readonly rate: Exact;
  readonly rateText: DecimalText;
}

/** The part of a deal that falls into one tier. */
export interface TierSlice {
  readonly amount: Exact;
  readonly rateText: DecimalText;
  readonly commission: Exact;
}

/** The tiers in money, for somebody's own target. Without a target no bound is ever reached, and the first rate holds. */
export function tiersFor(plan: Pick<Plan, 'tiers'>, target: Exact | null): Tier[] {
  const bounds = plan.tiers
    .map(({ from, rate }) => ({ share: exact(from), rate: exact(rate), rateText: rate }))
    .sort((a, b) => a.share.compare(b.share));
  const reachable = target === null ? bounds.slice(0, 1) : bounds;
  const inMoney = (share: Exact) => (target === null ? share : share.mul(target));
  return reachable.map(({ share, rate, rateText }, index) => {
    const next = reachable[index + 1];
    return { from: inMoney(share), until: next === undefined ? null : inMoney(next.share), rate, rateText };
  });
}

function within(low: Exact, high: Exact, tier: Tier, isFirst: boolean): Exact {
  const from = isFirst ? low : greatest(low, tier.from);
  const until = tier.until === null ? high : least(high, tier.until);
  return until.sub(from);
}

/**
 * Cuts a deal at the bounds it crosses when sales stand at `reached`. The slices add up to the amount; a negative amount walks
 * back down, so that all deals together earn what their sum earns.
 */
export function sliced(amount: Exact, reached: Exact, tiers: readonly Tier[]): TierSlice[] {
  const after = reached.add(amount);
  const [low, high] = [least(reached, after), greatest(reached, after)];
  const slices = tiers.flatMap((tier, index) => {
    const length = within(low, high, tier, index === 0);
    if (length.lte(0)) return [];
    const part = amount.lt(0) ? length.neg() : length;
    return [{ amount: part, rateText: tier.rateText, commission: part.mul(tier.rate) }];
  });
  return amount.lt(0) ? slices.reverse() : slices;
}
