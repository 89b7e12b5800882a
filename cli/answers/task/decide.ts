import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Account, accountByEmail } from '../../../ledger/account.ts';
import { acceptTask, closeTask, type Task, type TaskStep, taskById } from '../../../ledger/task.ts';
import type { Answer } from '../../command.ts';
import { accountProved } from '../../runtime/actor.ts';
import { tasksTable } from './list.ts';
import { dayOf, refuseUnlessAccepting, refuseUnlessParty } from './parties.ts';
import { type Employees, employeesNow } from './people.ts';
import { tongueOf } from './wording.ts';

export interface Deciding {
  readonly by: string;
  readonly passwordFile?: string | undefined;
}

/** Errors of the three: APPROVAL_REFUSED, also for an account there is not; TASK_UNKNOWN, TASK_REFUSED, NOTHING_PUBLISHED. */
export async function taskAccept(context: Context, id: string, of: Deciding): Promise<Answer> {
  const { db } = context;
  return decided(context, id, of, {
    refuse: async (account, employees, task) =>
      refuseUnlessAccepting(account, employees, {
        task,
        proposer: await accountByEmail(db, task.proposedBy),
      }),
    work: (step) => acceptTask(db, step),
  });
}

export async function taskDone(
  context: Context,
  id: string,
  { note, ...of }: Deciding & { readonly note: string },
): Promise<Answer> {
  return decided(context, id, of, {
    refuse: refuseUnlessParty,
    work: (step) => closeTask(context.db, { ...step, as: 'done', note }),
  });
}

export async function taskDrop(
  context: Context,
  id: string,
  { reason, ...of }: Deciding & { readonly reason: string },
): Promise<Answer> {
  return decided(context, id, of, {
    refuse: refuseUnlessParty,
    work: (step) => closeTask(context.db, { ...step, as: 'dropped', note: reason }),
  });
}

interface Step {
  /** Error: APPROVAL_REFUSED. */
  refuse(account: Account, employees: Employees, task: Task): Promise<void> | void;
  work(step: TaskStep): Promise<Task>;
}

async function decided(
  context: Context,
  text: string,
  { by, passwordFile }: Deciding,
  { refuse, work }: Step,
): Promise<Answer> {
  const { db, project } = context;
  const task = await taskById(db, taskNumber(text));
  const account = await accountProved(db, by, passwordFile);
  await refuse(account, await employeesNow(context), task);
  const today = dayOf(context);
  const changed = await work({ id: task.id, by: account.email, today });
  return { data: changed, text: tasksTable([changed], tongueOf(project.config.company.language), today) };
}

/** Error: TASK_UNKNOWN. */
export function taskNumber(text: string): number {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new YardstickError('TASK_UNKNOWN', 'This is no number of a task.', { subject: text.slice(0, 40) });
}
