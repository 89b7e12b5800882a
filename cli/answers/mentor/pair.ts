import { mayDecide } from '../../../access/decision.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../../../ledger/account.ts';
import { endPair, type MentorPair, mentorPairById, pairMentor } from '../../../ledger/mentor-pair.ts';
import type { Answer } from '../../command.ts';
import { accountProved, approverOf } from '../../runtime/actor.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { accountNamed, dayOf, notTheirs } from '../task/parties.ts';
import { decidedBy, type Employees, employeeNamed, employeesNow } from '../task/people.ts';
import { tongueOf } from '../task/wording.ts';
import { pairsTable } from './list.ts';

export interface Pairing {
  readonly mentor: string;
  readonly mentee: string;
  readonly by: string;
  readonly passwordFile?: string | undefined;
  /** Default: today. */
  readonly from?: string | undefined;
  /** First day no more; default: open. */
  readonly until?: string | undefined;
}

/** Pairs two employees. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, ORDER_REFUSED, MENTOR_REFUSED, NOTHING_PUBLISHED. */
export async function mentorPair(
  context: Context,
  { mentor, mentee, by, passwordFile, from, until }: Pairing,
): Promise<Answer> {
  const actor = await approverOf(context.db, by, 'mentor:pair', passwordFile);
  const employees = await employeesNow(context);
  const mentorId = employeeNamed(employees, mentor, '--mentor').id;
  const menteeId = employeeNamed(employees, mentee, '--mentee').id;
  refuseUnlessAbove(await accountNamed(context.db, by), employees, menteeId);
  const startsOn = from === undefined ? dayOf(context) : dayNamed(from);
  const endsOn = until === undefined ? null : dayNamed(until);
  return answered(
    context,
    employees,
    await pairMentor(context.db, { mentorId, menteeId, startsOn, endsOn, by: actor }),
  );
}

export interface Ending {
  readonly by: string;
  readonly passwordFile?: string | undefined;
  readonly reason: string;
  /** First day no more; default: today. */
  readonly on?: string | undefined;
}

/** Ends a pair; the mentor may do so too. Errors: as above, MENTOR_UNKNOWN. */
export async function mentorEnd(
  context: Context,
  text: string,
  { by, passwordFile, reason, on }: Ending,
): Promise<Answer> {
  const pair = await mentorPairById(context.db, pairNumber(text));
  const account = await accountProved(context.db, by, passwordFile);
  const employees = await employeesNow(context);
  if (account.employeeId === null || account.employeeId !== pair.mentorId)
    refuseUnlessAbove(account, employees, pair.menteeId);
  const today = dayOf(context);
  const day = on === undefined ? today : dayNamed(on);
  return answered(
    context,
    employees,
    await endPair(context.db, { id: pair.id, on: day, today, by: account.email, reason }),
  );
}

/** Who is whose mentor is decided by superiors of the mentee and by those who see everybody. */
function refuseUnlessAbove(account: Account, employees: Employees, mentee: string): void {
  if (mayDecide(account.role, 'mentor:pair') && decidedBy(account, employees).has(mentee)) return;
  throw notTheirs(account, mentee, 'mentor:pair');
}

function answered({ project }: Context, employees: Employees, pair: MentorPair): Answer {
  return { data: pair, text: pairsTable([pair], employees, tongueOf(project.config.company.language)) };
}

/** Error: MENTOR_UNKNOWN. */
function pairNumber(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new YardstickError('MENTOR_UNKNOWN', 'This is no number of a pair.', { subject: text.slice(0, 40) });
}
