import { type Exact, exact, greatest, sum, whole, zero } from './exact.ts';
import type { Draw } from './facts.ts';

/** What tops released commission up to a guarantee. */
export interface DrawTopUp {
  readonly draws: readonly Draw[];
  readonly guarantee: Exact;
  readonly topUp: Exact;
}

export function drawTopUp(draws: readonly Draw[], released: Exact): DrawTopUp {
  const guarantee = sum(draws.map(({ monthly, months }) => exact(monthly).mul(whole(months))));
  return { draws, guarantee, topUp: greatest(zero, guarantee.sub(released)) };
}
