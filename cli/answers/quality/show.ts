import type { Context } from '../../../activities/context.ts';
import { decisionsOf } from '../../../ledger/suspicion.ts';
import { suspicionRules } from '../../../models/quality/rules.ts';
import type { Answer } from '../../command.ts';
import { suspicionNamed } from './released-suspicions.ts';

/** Why something is suspected, and what was decided about it. Error: SUSPICION_UNKNOWN. */
export async function show(context: Context, id: string): Promise<Answer> {
  const found = await suspicionNamed(context, id);
  const decisions = await decisionsOf(context.db, id);
  const rule = suspicionRules.find(({ name }) => name === found.rule);
  const isChinese = context.project.config.company.language.startsWith('zh');
  const lines = [
    `${id} (${found.state}, credit ${found.is_held ? 'held' : 'given'})`,
    `  ${isChinese ? rule?.titleZh : rule?.title} (v${found.rule_version})`,
    `  ${isChinese ? found.explanation_zh : found.explanation}`,
    `  employee ${found.employee_id}${found.customer_id === '' ? '' : `, customer ${found.customer_id}`}, ${found.business_date}, amount ${Number(found.amount).toFixed(2)}`,
    `  score ${Number(found.score)}, threshold ${Number(found.threshold)}: ${isChinese ? rule?.scoreZh : rule?.score}`,
    `  rests on: ${found.evidence.join(', ')}`,
    ...decisions.map(
      ({ state, decidedBy, decidedAt, reason, evidenceHash }) =>
        `  ${state} by ${decidedBy} at ${decidedAt}: ${reason}${evidenceHash === found.evidence_hash ? '' : ' (of other evidence: it no longer counts)'}`,
    ),
  ];
  return { data: { ...found, decisions }, text: lines.join('\n') };
}
