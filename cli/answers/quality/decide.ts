import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { accountByEmail } from '../../../ledger/account.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { decideSuspicion, type NewSuspicionDecision } from '../../../ledger/suspicion.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';
import { requireReader } from '../../runtime/require-reader.ts';
import { concernedBy, managersOf } from './concerned-people.ts';
import { suspicionNamed } from './suspicion-named.ts';

interface Deciding extends Pick<NewSuspicionDecision, 'state' | 'reason'> {
  readonly by: string;
  readonly passwordFile?: string | undefined;
}

/**
 * Clears, confirms or reopens a suspicion, also one that was decided on and that no rule finds any more.
 * Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, SUSPICION_UNKNOWN, SUSPICION_REFUSED, CONFIG_INVALID where no source reads decisions.
 */
export async function decide(
  context: Context,
  id: string,
  { by, state, reason, passwordFile }: Deciding,
): Promise<Answer> {
  requireReader(context.project, 'suspicions');
  const actor = await approverOf(context.db, by, 'suspicion:decide', passwordFile);
  const deciderId = await deciderOf(context.db, actor, id);
  const { suspicion } = await suspicionNamed(context, id);
  const concernedPeople = await concernedBy(context, suspicion);
  const decision = await decideSuspicion(context.db, {
    ...{ suspicionId: id, state, reason, by: actor, evidenceHash: suspicion.evidence_hash },
    ...{ employeeId: suspicion.employee_id, deciderId },
    ...{ subjectKind: suspicion.subject_kind, concerns: suspicion.concerns },
    ...{ concernedPeople, managers: await managersOf(context, concernedPeople) },
  });
  return { data: decision, text: `${id} is ${state} by ${actor}. The next run counts it so.` };
}

/** Employee number of the account; null: it is no employee's. Error: SUSPICION_REFUSED where nobody can tell whom it manages. */
async function deciderOf(db: LedgerDb, email: string, suspicionId: string): Promise<string | null> {
  const account = await accountByEmail(db, email);
  const employeeId = account?.employeeId ?? null;
  if (account?.role !== 'manager' || employeeId !== null) return employeeId;
  throw new YardstickError('SUSPICION_REFUSED', `${email} is a manager without an employee number.`, {
    subject: suspicionId,
    advice:
      'Give the account its employee number, so that it shows whom it manages, or let somebody else decide.',
  });
}
