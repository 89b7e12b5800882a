import type { Context } from '../../../activities/context.ts';
import { decisionsOf, type SuspicionDecision } from '../../../ledger/suspicion.ts';
import { suspicionRules } from '../../../models/quality/rules.ts';
import type { Answer } from '../../command.ts';
import type { DecidedSuspicion } from './decided-suspicions.ts';
import type { Suspicion } from './released-suspicions.ts';
import { suspicionNamed } from './suspicion-named.ts';

/** Why something is suspected, and what was decided about it. Error: SUSPICION_UNKNOWN. */
export async function show(context: Context, id: string): Promise<Answer> {
  const { isFound, suspicion } = await suspicionNamed(context, id);
  const decisions = await decisionsOf(context.db, id);
  const isChinese = context.project.config.company.language.startsWith('zh');
  const lines = [
    `${id} (${suspicion.state}, credit ${suspicion.is_held ? 'held' : 'given'})`,
    ...(isFound ? linesOfFound(suspicion, isChinese) : linesOfDecided(suspicion)),
    ...decisions.map((decision) => decisionLine(decision, suspicion)),
  ];
  return { data: { ...suspicion, decisions }, text: lines.join('\n') };
}

function linesOfFound(found: Suspicion, isChinese: boolean): readonly string[] {
  const rule = suspicionRules.find(({ name }) => name === found.rule);
  return [
    `  ${isChinese ? rule?.titleZh : rule?.title} (v${found.rule_version})`,
    `  ${isChinese ? found.explanation_zh : found.explanation}`,
    `  employee ${found.employee_id}${found.customer_id === '' ? '' : `, customer ${found.customer_id}`}, ${found.business_date}, amount ${Number(found.amount).toFixed(2)}`,
    `  score ${Number(found.score)}, threshold ${Number(found.threshold)}: ${isChinese ? rule?.scoreZh : rule?.score}`,
    `  rests on: ${found.evidence.join(', ')}`,
  ];
}

function linesOfDecided({ employee_id, concerns }: DecidedSuspicion): readonly string[] {
  return [
    '  No rule finds it any more; what was decided still counts.',
    `  employee ${employee_id}, about: ${concerns.join(', ')}`,
  ];
}

function decisionLine(
  { state, decidedBy, decidedAt, reason, evidenceHash }: SuspicionDecision,
  { evidence_hash }: Pick<Suspicion, 'evidence_hash'>,
): string {
  const other = evidenceHash === evidence_hash ? '' : ' (of other evidence: it no longer counts)';
  return `  ${state} by ${decidedBy} at ${decidedAt}: ${reason}${other}`;
}
