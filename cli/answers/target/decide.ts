import { type Decision, mayDecide } from '../../../access/decision.ts';
import { planCompany } from '../../../activities/company-plans.ts';
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
  versionsOf,
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
  const target = await targetById(db, idNamed(text));
  const actor = await partyOf(db, by, target, 'target:propose');
  const draft = { ...target, value, from: target.periodStart, until: target.periodEnd };
  refuseAny('--value', smartRefusals(`target ${target.id}`, draft, planCompany(project.config)));
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
  const decision = await acceptance(db, target);
  await partyOf(db, by, target, decision);
  const actor = await approverOf(db, by, decision, passwordFile);
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

/** Whoever may only propose speaks for what is asked of them, or for what they have proposed themselves. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED. */
async function partyOf(
  db: LedgerDb,
  email: string,
  target: TargetRecord,
  decision: Decision,
): Promise<string> {
  const actor = await actorOf(db, email, decision);
  const account = await accountByEmail(db, email);
  if (account === undefined || mayDecide(account.role, 'target:decide')) return actor;
  const own = target.ownerKind === 'employee' ? account.employeeId : account.teamId;
  if (own === target.owner && target.ownerKind !== 'company') return actor;
  const spoken = await versionsOf(db, target);
  if (spoken.some(({ author }) => author === actor)) return actor;
  throw new YardstickError(
    'APPROVAL_REFUSED',
    `It is asked of ${target.ownerKind} ${target.owner}, and ${actor} has proposed nothing of it.`,
    {
      subject: `target ${target.id}`,
      advice: 'Let whom it is asked of answer, or somebody who decides targets.',
    },
  );
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
