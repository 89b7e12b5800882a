import type { Deal } from './deal.ts';
import { type Exact, exact, greatest, least, one, sum, zero } from './exact.ts';
import type { Plan } from './facts.ts';
import { sliced, type Tier, type TierSlice } from './tiers.ts';

/** What a period's close fixes for somebody; an adjustment afterwards computes deals by the same terms. */
export interface CommissionTerms {
  readonly tiers: readonly Tier[];
  /** Whether attainment reached the plan's minimum. */
  readonly passesGate: boolean;
  readonly coefficient: Exact;
  readonly cap: Exact | null;
  readonly release: Plan['release'];
}

export interface DealCommission {
  readonly deal: Deal;
  /** Sales of the deals before. */
  readonly reached: Exact;
  readonly slices: readonly TierSlice[];
  readonly commission: Exact;
}

/** From deals to money: earned → × coefficient → capped; of that, released by what is paid, the rest held. */
export interface Commission {
  readonly terms: CommissionTerms;
  readonly deals: readonly DealCommission[];
  /** What the deals bring, before gate and floor. */
  readonly ofDeals: Exact;
  /** 0 where the gate is missed, and never below 0. */
  readonly earned: Exact;
  readonly afterCoefficient: Exact;
  readonly afterCap: Exact;
  readonly withheldByCap: Exact;
  readonly released: Exact;
  readonly held: Exact;
}

function climb(deals: readonly Deal[], tiers: readonly Tier[]): DealCommission[] {
  let reached = zero;
  return deals.map((deal) => {
    const slices = sliced(deal.credited, reached, tiers);
    const commission = sum(slices.map((slice) => slice.commission));
    const step = { deal, reached, slices, commission };
    reached = reached.add(deal.credited);
    return step;
  });
}

function releasable({ release }: CommissionTerms, { deal, commission }: DealCommission): Exact {
  return commission.mul(release === null ? one : deal.order.paidFraction);
}

function releasedOf(
  terms: CommissionTerms,
  deals: readonly DealCommission[],
  earned: Exact,
  afterCap: Exact,
): Exact {
  if (earned.equals(0)) return zero;
  const paid = sum(deals.map((deal) => releasable(terms, deal)));
  // A deal that fell below 0 takes from what is earned but is never "paid": without the bound, more than that could be released.
  return least(afterCap, paid.mul(afterCap).div(earned));
}

/** Commission of revenue deals, which come in deal order. */
export function commissionOf(deals: readonly Deal[], terms: CommissionTerms): Commission {
  const climbed = climb(
    deals.filter(({ kind }) => kind === 'revenue'),
    terms.tiers,
  );
  const ofDeals = sum(climbed.map(({ commission }) => commission));
  const earned = terms.passesGate ? greatest(zero, ofDeals) : zero;
  const afterCoefficient = earned.mul(terms.coefficient);
  const afterCap = terms.cap === null ? afterCoefficient : least(terms.cap, afterCoefficient);
  const released = releasedOf(terms, climbed, earned, afterCap);
  return {
    terms,
    deals: climbed,
    ofDeals,
    earned,
    afterCoefficient,
    afterCap,
    withheldByCap: afterCoefficient.sub(afterCap),
    released,
    held: afterCap.sub(released),
  };
}

/** Attainment below the plan's minimum earns nothing; where there is no attainment there is nothing to fall below. */
export function passesGate(plan: Pick<Plan, 'minAttainment'>, attainment: Exact | null): boolean {
  if (plan.minAttainment === null || attainment === null) return true;
  return attainment.gte(exact(plan.minAttainment));
}
