import { createHash } from 'node:crypto';
import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { planInForce } from '../../appraisal/plan-in-force.ts';
import type { AssetKey } from '../../models/kit/key.ts';

/** By which rules a period was closed: versions for people to read, a hash to compare. */
export interface CloseTerms {
  /** What the statements were made of at the time. */
  readonly assets: readonly AssetKey[];
  readonly plans: readonly PlanTerms[];
}

interface PlanTerms {
  readonly plan: string;
  readonly version: number;
  /** `AE v2`. */
  readonly weightSets: readonly string[];
  readonly targets: number;
  /** sha256 over plans, weight sets, curves, targets, calendar and the least number of answers. */
  readonly digest: string;
}

export function closeTerms(assets: readonly AssetKey[], facts: readonly PlanFacts[]): CloseTerms {
  return { assets, plans: facts.map(planTerms) };
}

function planTerms({ planId, facts }: PlanFacts): PlanTerms {
  const { plans, weightSets, curves, targets, calendar, csatMinAnswers } = facts;
  const rules = JSON.stringify({ plans, weightSets, curves, targets, calendar, csatMinAnswers });
  return {
    plan: planId,
    version: planInForce(plans, facts.period).version,
    weightSets: weightSets.map(({ role, version }) => `${role} v${version}`).sort(),
    targets: targets.length,
    digest: createHash('sha256').update(rules).digest('hex'),
  };
}
