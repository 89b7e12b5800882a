import { YardstickError } from '../../errors/yardstick-error.ts';
import type { PlanFacts } from '../marts/facts-of.ts';
import type { OtherRules } from './other-rules.ts';

/**
 * Weights of a role that nobody has would change nothing and say so as if they had been tried.
 *
 * @throws YardstickError APPRAISAL_REFUSED naming source and key.
 */
export function assertRolesHeld(
  periods: readonly PlanFacts[],
  { weights }: OtherRules,
  source: string,
): void {
  const held = new Set(periods.flatMap(({ facts }) => facts.employees.map(({ role }) => role)));
  const idle = Object.keys(weights).filter((role) => !held.has(role));
  if (idle.length === 0) return;
  const lines = idle.map((role) => `weights.${role}: nobody has that role in the periods looked at.`);
  throw new YardstickError('APPRAISAL_REFUSED', lines.join('\n'), { subject: source });
}
