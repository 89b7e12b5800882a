import { type Exact, exact, greatest, whole, zero } from './exact.ts';
import type { TeamBonusRule } from './facts.ts';
import { shareOut } from './largest-remainder.ts';
import { fen } from './rounding.ts';

/** A rep's claim on the pool: unrounded score × days in role. */
export interface BonusClaim {
  readonly employeeId: string;
  /** Null, not applicable, claims nothing. */
  readonly score: Exact | null;
  readonly inRoleDays: number;
}

/** The team's bonus in whole fen. */
export interface TeamBonus {
  /** Why there is a pool or none; null where the plan has no team bonus. */
  readonly rule: TeamBonusRule | null;
  readonly pool: Exact;
  /** By employee; they add up to the pool, or to 0 when nobody has a claim. */
  readonly shares: ReadonlyMap<string, Exact>;
}

function poolOf(rule: TeamBonusRule | null, netSales: Exact, attainment: Exact | null): Exact {
  if (rule === null || attainment === null || attainment.lt(exact(rule.minAttainment))) return zero;
  return greatest(zero, whole(fen(exact(rule.rate).mul(netSales))).div(100));
}

/** A pool of rate × team net, paid when the team's attainment reaches the minimum, shared in proportion to the claims. */
export function teamBonusOf(
  rule: TeamBonusRule | null,
  team: { readonly netSales: Exact; readonly attainment: Exact | null },
  claims: readonly BonusClaim[],
): TeamBonus {
  const pool = poolOf(rule, team.netSales, team.attainment);
  const shares = claims.map(({ employeeId, score, inRoleDays }) => ({
    key: employeeId,
    weight: (score ?? zero).mul(whole(inRoleDays)),
  }));
  const parts = shareOut(fen(pool), shares);
  return {
    rule,
    pool,
    shares: new Map([...parts].map(([employeeId, units]) => [employeeId, whole(units).div(100)])),
  };
}
