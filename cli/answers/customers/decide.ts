import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import {
  type CustomerDecision,
  decideOnCustomer,
  undoCustomerDecision,
} from '../../../ledger/customer-decision.ts';
import type { CustomerDecisionKind } from '../../../ledger/decision-tables.ts';
import type { Answer } from '../../command.ts';
import { actorOf } from '../../runtime/actor.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { todayIn } from '../../runtime/today.ts';
import { companiesByThemselves, companyOfAccount } from './accounts.ts';
import { decisionsTable } from './log.ts';

export interface Deciding {
  readonly by: string;
  readonly reason: string;
  readonly from?: string | undefined;
}

/**
 * Decides that an account is another one (`merge`), is not (`reject`), or stands for itself (`split`, without another one); the next run follows it.
 * Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CUSTOMER_UNKNOWN, CUSTOMER_REFUSED, CONFIG_INVALID where no source reads decisions.
 */
export async function decide(
  context: Context,
  kind: CustomerDecisionKind,
  [customerId, otherId = '']: readonly [customerId: string, otherId?: string],
  { by, reason, from }: Deciding,
): Promise<Answer> {
  requireReader(context);
  const actor = await actorOf(context.db, by, 'customer:merge');
  const { account, all } = await companyOfAccount(context, customerId);
  if (otherId !== '') await companyOfAccount(context, otherId);
  if (kind === 'split' && all.length === 1)
    throw new YardstickError('CUSTOMER_REFUSED', `${account.name} stands for itself already.`, {
      subject: customerId,
    });
  const effectiveFrom =
    from === undefined ? todayIn(context.project.config.company.timezone) : dayNamed(from);
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

/** Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CUSTOMER_REFUSED. */
export async function undo(
  context: Context,
  decision: string,
  { by, reason }: Omit<Deciding, 'from'>,
): Promise<Answer> {
  const actor = await actorOf(context.db, by, 'customer:merge');
  const id = Number(decision);
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new YardstickError('CUSTOMER_REFUSED', `"${decision}" is no number of a decision.`, {
      subject: decision,
    });
  return answered(context, await undoCustomerDecision(context.db, { id, by: actor, reason }));
}

/** A decision that no run reads would be a promise nobody keeps. */
function requireReader({ project }: Context): void {
  const { file, sources } = project.config;
  if (sources.some(({ connector }) => connector === 'ledger')) return;
  throw new YardstickError('CONFIG_INVALID', 'No source reads what people decide.', {
    subject: file,
    advice: 'Add one to `sources`: decisions: { connector: ledger }.',
  });
}

function answered({ project }: Context, decision: CustomerDecision): Answer {
  return { data: decision, text: decisionsTable([decision], project.config.company.timezone) };
}
