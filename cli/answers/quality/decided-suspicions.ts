import type { Context } from '../../../activities/context.ts';
import { type SuspicionDecision, suspicionDecisionsInForce } from '../../../ledger/suspicion.ts';
import { idsFound, type Suspicion, type SuspicionFilter } from './released-suspicions.ts';

/** A suspicion of which no rule finds a trace any more, as its newest decision has it. */
export interface DecidedSuspicion
  extends Pick<
    Suspicion,
    'suspicion_id' | 'rule' | 'subject_kind' | 'concerns' | 'employee_id' | 'evidence_hash' | 'is_held'
  > {
  readonly state: SuspicionDecision['state'];
  readonly decided_by: string;
  readonly decision_reason: string;
}

/** Decided on, and published no more: what was confirmed is held all the same. Error: NOTHING_PUBLISHED before the first release. */
export async function decidedSuspicions(
  context: Context,
  { id, state, rule, employee }: SuspicionFilter,
): Promise<readonly DecidedSuspicion[]> {
  const decided = (await suspicionDecisionsInForce(context.db)).map(decidedSuspicion);
  const wanted = decided.filter(
    (each) =>
      (id === undefined || each.suspicion_id === id) &&
      (state === undefined || state === 'all' || each.state === state) &&
      (rule === undefined || each.rule === rule) &&
      (employee === undefined || each.employee_id === employee),
  );
  const found = await idsFound(
    context,
    wanted.map(({ suspicion_id }) => suspicion_id),
  );
  return wanted.filter(({ suspicion_id }) => !found.has(suspicion_id));
}

function decidedSuspicion(decision: SuspicionDecision): DecidedSuspicion {
  const { suspicionId, state, subjectKind, employeeId, evidenceHash, decidedBy, reason } = decision;
  return {
    ...{ suspicion_id: suspicionId, rule: suspicionId.slice(0, suspicionId.indexOf(':')), state },
    ...{ subject_kind: subjectKind, employee_id: employeeId, evidence_hash: evidenceHash },
    concerns: [...decision.concerns],
    is_held: state === 'confirmed' && subjectKind !== 'employee',
    ...{ decided_by: decidedBy, decision_reason: reason },
  };
}
