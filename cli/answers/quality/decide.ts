import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { accountByEmail } from '../../../ledger/account.ts';
import { decideSuspicion, type NewSuspicionDecision } from '../../../ledger/suspicion.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';
import { released, type Suspicion, suspicionNamed } from './released-suspicions.ts';

interface Deciding extends Pick<NewSuspicionDecision, 'state' | 'reason'> {
  readonly by: string;
  readonly passwordFile?: string | undefined;
}

/** Clears, confirms or reopens a suspicion. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, SUSPICION_UNKNOWN, SUSPICION_REFUSED. */
export async function decide(
  context: Context,
  id: string,
  { by, state, reason, passwordFile }: Deciding,
): Promise<Answer> {
  const actor = await approverOf(context.db, by, 'suspicion:decide', passwordFile);
  const account = await accountByEmail(context.db, actor);
  const found = await suspicionNamed(context, id);
  const decision = await decideSuspicion(context.db, {
    ...{ suspicionId: id, state, reason, by: actor, evidenceHash: found.evidence_hash },
    ...{ employeeId: found.employee_id, deciderId: account?.employeeId ?? null },
    ...{ subjectKind: found.subject_kind, concerns: found.concerns },
    concernedPeople: await concernedBy(context, found),
  });
  const reader = context.project.config.sources.some(({ connector }) => connector === 'ledger');
  const next = reader
    ? 'The next run counts it so.'
    : 'No source of connector `ledger` is configured: add one, or no run will read it.';
  return { data: decision, text: `${id} is ${state} by ${actor}. ${next}` };
}

/** The employee, and everybody who has credit for the orders in question. */
async function concernedBy(
  context: Context,
  { subject_kind, concerns, employee_id }: Suspicion,
): Promise<readonly string[]> {
  if (subject_kind !== 'order') return [employee_id];
  const rows = await context.warehouse.rows(
    `SELECT DISTINCT employee_id FROM (${await released(context, 'fct.order_credit')}) WHERE has({orders:Array(String)}, order_no)`,
    { orders: [...concerns] },
  );
  return [
    employee_id,
    ...z
      .array(z.object({ employee_id: z.string() }))
      .parse(rows)
      .map((row) => row.employee_id),
  ];
}
