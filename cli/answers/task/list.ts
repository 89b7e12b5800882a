import type { Context } from '../../../activities/context.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { type Task, tasksOf } from '../../../ledger/task.ts';
import { taskStates } from '../../../ledger/task-tables.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { table } from '../../text/table.ts';
import { accountNamed, dayOf, seesTask } from './parties.ts';
import { employeesNow } from './people.ts';
import { type Tongue, taskWords, tongueOf } from './wording.ts';

export interface TaskQuestion {
  /** E-mail address of an account: only what it may see. */
  readonly as?: string | undefined;
  readonly employee?: string | undefined;
  readonly kpi?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** One of the states, `open` for the first two, or `all`. */
  readonly state: string;
}

/** Tasks, what is due first coming first. Errors: ACCOUNT_UNKNOWN; ORDER_REFUSED for an unknown state; NOTHING_PUBLISHED. */
export async function taskList(context: Context, question: TaskQuestion): Promise<Answer> {
  const { as, employee, kpi, overdue, state } = question;
  const { language } = context.project.config.company;
  assertKnown(state, ['open', ...taskStates, 'all'], { what: 'state', option: '--state' });
  const today = dayOf(context);
  const found = await tasksOf(context.db, {
    ...{ employeeId: employee, kpi, state: taskStates.find((each) => each === state) },
    isOpen: state === 'open' || overdue === true,
    dueBefore: overdue === true ? today : undefined,
  });
  const seen = as === undefined ? found : found.filter(await sight(context, context.db, as));
  const data = seen.map((task) => ({ ...task, overdue: isOverdue(task, today) }));
  return { data, text: tasksTable(data, tongueOf(language), today) };
}

async function sight(context: Context, db: LedgerDb, email: string): Promise<(task: Task) => boolean> {
  const account = await accountNamed(db, email);
  const employees = await employeesNow(context);
  return (task) => seesTask(account, employees, task);
}

export function isOverdue({ state, dueOn }: Task, today: string): boolean {
  return (state === 'proposed' || state === 'accepted') && dueOn < today;
}

const shown = 200;

export function tasksTable(tasks: readonly Task[], tongue: Tongue, today: string): string {
  const say = taskWords[tongue];
  if (tasks.length === 0) return say.none;
  const text = table(
    say.titles.map((title) => ({ title })),
    tasks
      .slice(0, shown)
      .map((task) => [
        ...[String(task.id), say.kinds[task.kind], task.employeeId, task.kpi, task.title, task.owner],
        ...[
          task.dueOn,
          `${say.states[task.state]}${isOverdue(task, today) ? (tongue === 'zh' ? '，' : ', ') + say.overdue : ''}`,
        ],
      ]),
  );
  return tasks.length > shown ? `${text}\n${say.more(tasks.length - shown)}` : text;
}
