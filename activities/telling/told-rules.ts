import { correctionOverdue, type ToldRule } from '../../models/alert/correction-overdue.ts';
import type { AlertRule } from '../../models/alert/rule.ts';

/** Every rule people are told of: those that look at data, and the one that looks at the queue of corrections. */
export function toldRules({
  alertRules,
}: {
  readonly alertRules: readonly AlertRule[];
}): readonly ToldRule[] {
  return [...alertRules, correctionOverdue];
}
