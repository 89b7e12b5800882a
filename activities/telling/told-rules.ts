import { correctionOverdue, type ToldRule } from '../../models/alert/correction-overdue.ts';
import type { AlertRule } from '../../models/alert/rule.ts';
import { taskOverdue } from '../../models/alert/task-overdue.ts';

/** Every rule people are told of: those that look at data, and those that look at what the ledger holds to be done. */
export function toldRules({
  alertRules,
}: {
  readonly alertRules: readonly AlertRule[];
}): readonly ToldRule[] {
  return [...alertRules, correctionOverdue, taskOverdue];
}
