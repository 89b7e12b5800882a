import { type Decision, mayDecide } from '../../../access/decision.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Account, accountByEmail } from '../../../ledger/account.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { type Task, taskSubject } from '../../../ledger/task.ts';
import { decidedBy, type Employees, followedBy } from './people.ts';

/** Error: ACCOUNT_UNKNOWN. */
export async function accountNamed(db: LedgerDb, email: string): Promise<Account> {
  const account = await accountByEmail(db, email);
  if (account !== undefined && !account.disabled) return account;
  throw new YardstickError('ACCOUNT_UNKNOWN', 'There is no such account, or it is disabled.', {
    subject: email,
  });
}

/** Today in the company’s zone. */
export function dayOf({ now, project }: Pick<Context, 'now' | 'project'>): string {
  return now().toLocaleDateString('sv-SE', { timeZone: project.config.company.timezone });
}

/** Whose figure it is, whoever does it, and who may follow that person’s figures. */
export function seesTask(account: Account, employees: Employees, { employeeId, owner }: SeenTask): boolean {
  const isOwner = account.employeeId !== null && account.employeeId === owner;
  return isOwner || followedBy(account, employees).has(employeeId);
}

type SeenTask = Pick<Task, 'employeeId' | 'owner'>;

/** Whoever owns it, or decides tasks of that person. Error: APPROVAL_REFUSED. */
export function refuseUnlessParty(account: Account, employees: Employees, task: Task): void {
  if (account.employeeId !== null && account.employeeId === task.owner) return;
  refuseUnlessAbove(account, employees, task);
}

/** What somebody proposes about themselves is accepted from above only, whoever owns it; else as any step. Error: APPROVAL_REFUSED. */
export function refuseUnlessAccepting(
  account: Account,
  employees: Employees,
  { task, proposer }: { readonly task: Task; readonly proposer: Account | undefined },
): void {
  if (proposer?.employeeId === task.employeeId) refuseUnlessAbove(account, employees, task);
  else refuseUnlessParty(account, employees, task);
}

function refuseUnlessAbove(account: Account, employees: Employees, task: Task): void {
  if (mayDecide(account.role, 'task:decide') && decidedBy(account, employees).has(task.employeeId)) return;
  throw notTheirs(account, taskSubject(task), 'task:decide');
}

export function notTheirs(
  { email, employeeId }: Account,
  subject: string,
  decision: Decision,
): YardstickError {
  const who = employeeId === null ? email : `${email} (${employeeId})`;
  return new YardstickError('APPROVAL_REFUSED', `It is not for ${who}: ${decision}.`, {
    subject,
    advice: 'Let the owner answer, a superior of the person, or somebody who sees everybody.',
  });
}
