import { type Decision, mayDecide } from '../../../access/decision.ts';
import type { Context } from '../../../activities/context.ts';
import { smartRefusals } from '../../../appraisal/targets/smart.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { accountByEmail } from '../../../ledger/account.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import {
  approveTarget,
  counterTarget,
  rejectTarget,
  type TargetRecord,
  targetById,
} from '../../../ledger/target.ts';
import type { Answer } from '../../command.ts';
import { actorOf, approverOf } from '../../runtime/actor.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { targetsTable } from './list.ts';
import { refuseAny } from './target-file.ts';

interface Deciding {
  readonly by: string;
}

/** Answers a proposal with another value. Errors: ACCOUNT_UNKNOWN, TARGET_UNKNOWN, TARGET_REFUSED, PERIOD_LOCKED. */
export async function counter(
  { db, project }: Context,
  text: string,
  { by, value, reason }: Deciding & { readonly value: string; readonly reason: string },
): Promise<Answer> {
  const actor = await actorOf(db, by, 'target:propose');
  const target = await targetById(db, idNamed(text));
  const draft = { ...target, value, from: target.periodStart, until: target.periodEnd };
  refuseAny('--value', smartRefusals(`target ${target.id}`, draft, project.config.company.baseCurrency));
  return answered(await counterTarget(db, { id: target.id, by: actor, value, reason }));
}

interface Approving extends Deciding {
  readonly from?: string | undefined;
  readonly passwordFile?: string | undefined;
}

/** Accepts what somebody else has written. Errors: as above, APPROVAL_REFUSED. */
export async function approve(
  { db }: Context,
  text: string,
  { by, from, passwordFile }: Approving,
): Promise<Answer> {
  const target = await targetById(db, idNamed(text));
  const actor = await approverOf(db, by, await acceptance(db, target), passwordFile);
  const effectiveFrom = from === undefined ? undefined : dayNamed(from);
  return answered(await approveTarget(db, { id: target.id, by: actor, effectiveFrom }));
}

/** Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, TARGET_UNKNOWN, TARGET_REFUSED, PERIOD_LOCKED. */
export async function reject(
  { db }: Context,
  text: string,
  { by, reason }: Deciding & { readonly reason: string },
): Promise<Answer> {
  const actor = await actorOf(db, by, 'target:decide');
  return answered(await rejectTarget(db, { id: idNamed(text), by: actor, reason }));
}

/** An answer by somebody who decides targets may be accepted by anybody who may propose; everything else needs a decider. */
async function acceptance(db: LedgerDb, { state, author }: TargetRecord): Promise<Decision> {
  const writer = await accountByEmail(db, author);
  const isDecided = state === 'countered' && writer !== undefined && mayDecide(writer.role, 'target:decide');
  return isDecided ? 'target:propose' : 'target:decide';
}

function answered(target: TargetRecord): Answer {
  return { data: target, text: targetsTable([target]) };
}

/** Error: TARGET_UNKNOWN. */
export function idNamed(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new YardstickError('TARGET_UNKNOWN', `"${text}" is no number of a target.`, { subject: text });
}
