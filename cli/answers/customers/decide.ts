import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import {
  type CustomerDecision,
  customerDecisionsInForce,
  decideOnCustomer,
  undoCustomerDecision,
} from '../../../ledger/customer-decision.ts';
import type { CustomerDecisionKind } from '../../../ledger/decision-tables.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { requireReader } from '../../runtime/require-reader.ts';
import { todayIn } from '../../runtime/today.ts';
import { companiesByThemselves, companyOfAccount } from './accounts.ts';
import { decisionsTable } from './log.ts';
import { refuseUnderSuspicion } from './under-suspicion.ts';

export interface Deciding {
  readonly by: string;
  readonly reason: string;
  readonly from?: string | undefined;
  readonly passwordFile?: string | undefined;
}

/**
 * Decides that an account is another one (`merge`), is not (`reject`), or stands for itself (`split`, without another one); the next run follows it.
 * Two accounts are not parted while an open suspicion names one of them: their orders would no longer be looked at together.
 * Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CUSTOMER_UNKNOWN, CUSTOMER_REFUSED, NOTHING_PUBLISHED, CONFIG_INVALID where no source reads decisions.
 */
export async function decide(
  context: Context,
  kind: CustomerDecisionKind,
  [customerId, otherId = '']: readonly [customerId: string, otherId?: string],
  { by, reason, from, passwordFile }: Deciding,
): Promise<Answer> {
  requireReader(context.project, 'customers');
  const actor = await approverOf(context.db, by, 'customer:merge', passwordFile);
  const release = await newestReleaseNumber(context);
  const { account, all } = await companyOfAccount(context, customerId, release);
  const other = otherId === '' ? undefined : (await companyOfAccount(context, otherId, release)).account;
  if (kind === 'split' && all.length === 1)
    throw new YardstickError('CUSTOMER_REFUSED', `${account.name} stands for itself already.`, {
      subject: customerId,
    });
  // A suspicion of a company names the account that stands for it.
  const parted = [
    customerId,
    account.survivor_id,
    ...(other === undefined ? [] : [otherId, other.survivor_id]),
  ];
  if (kind !== 'merge') await refuseUnderSuspicion(context, parted);
  const effectiveFrom = firstDay(from, todayIn(context.project.config.company.timezone));
  const companyOf = await companiesByThemselves(context);
  return answered(
    context,
    await decideOnCustomer(context.db, {
      kind,
      customerId,
      otherId,
      effectiveFrom,
      reason,
      by: actor,
      companyOf,
    }),
  );
}

/** Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CUSTOMER_REFUSED, CONFIG_INVALID as above. */
export async function undo(
  context: Context,
  decision: string,
  { by, reason, passwordFile }: Omit<Deciding, 'from'>,
): Promise<Answer> {
  requireReader(context.project, 'customers');
  const actor = await approverOf(context.db, by, 'customer:merge', passwordFile);
  const id = Number(decision);
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new YardstickError('CUSTOMER_REFUSED', `"${decision}" is no number of a decision.`, {
      subject: decision,
    });
  const undone = (await customerDecisionsInForce(context.db)).find((each) => each.id === id);
  if (undone?.kind === 'merge') await refuseUnderSuspicion(context, [undone.customerId, undone.otherId]);
  return answered(context, await undoCustomerDecision(context.db, { id, by: actor, reason }));
}

/** Nobody knows who will stand for an account later: a merge begins today or has begun. Error: CUSTOMER_REFUSED. */
function firstDay(from: string | undefined, today: string): string {
  const day = from === undefined ? today : dayNamed(from);
  if (day <= today) return day;
  throw new YardstickError('CUSTOMER_REFUSED', `${day} is after today, ${today}.`, {
    subject: '--from',
    advice: 'Name today or a day before it, or decide when the day has come.',
  });
}

function answered({ project }: Context, decision: CustomerDecision): Answer {
  return { data: decision, text: decisionsTable([decision], project.config.company.timezone) };
}
