import type { Finding } from '../../ledger/alert-cause.ts';
import { type Correction, correctionsOf } from '../../ledger/correction.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { correctionOverdue } from '../../models/alert/correction-overdue.ts';
import { problemOf } from '../../models/quality/correction.ts';

/** So many days past its day, superiors are told as well. */
const escalatedAfterDays = 7;
const dayMs = 86_400_000;

/** Open items whose day is over, as findings of their rule of alerts. */
export async function overdueFindings(db: LedgerDb, today: string): Promise<readonly Finding[]> {
  const overdue = await correctionsOf(db, { state: 'open', dueBefore: today });
  return overdue.map((item) => findingOf(item, today));
}

/** One overdue item as its alert tells it; `what` names the record, or the entity where many rows are one item. */
export function findingOf(item: Correction, today: string): Finding {
  const { kind, source, entity, subject: record, rule, owner, ownerKind, teamId, region, dueOn } = item;
  const problem = problemOf(item);
  const { key, severity } = correctionOverdue.declaration;
  const isMany = kind === 'rows';
  const isSteward = ownerKind === 'steward';
  return {
    ...{ rule: key, severity, subject: String(item.id), since: dueOn, teamId, region },
    employeeId: isSteward ? '' : owner,
    escalated: Date.parse(today) - Date.parse(dueOn) >= escalatedAfterDays * dayMs,
    evidence: {
      ...{ source, entity, record, rule, due_on: dueOn, steward: isSteward ? owner : '' },
      ...{
        what: isMany ? entity : `${entity} ${record}`,
        what_zh: isMany ? `${entity} 记录` : `${entity} 记录 ${record}`,
      },
      ...{ problem: problem.en, problem_zh: problem.zh },
    },
  };
}
