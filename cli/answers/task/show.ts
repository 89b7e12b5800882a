import type { Context } from '../../../activities/context.ts';
import type { AuditEntry } from '../../../ledger/audit.ts';
import { type Task, taskById, taskHistory } from '../../../ledger/task.ts';
import type { Answer } from '../../command.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { instant, monthName } from '../../text/format.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { taskNumber } from './decide.ts';
import { wholeMonths } from './evidence.ts';
import { isOverdue, tasksTable } from './list.ts';
import { type Outcome, outcomeOf, type Reading } from './outcome.ts';
import { accountNamed, dayOf, notTheirs, seesTask } from './parties.ts';
import { employeesNow } from './people.ts';
import { type TaskWords, taskWords, tongueOf } from './wording.ts';

/**
 * One task with its steps, what it rests on, and the KPI before it began and after it ended, as published now.
 * Errors: TASK_UNKNOWN, ACCOUNT_UNKNOWN, APPROVAL_REFUSED, NOTHING_PUBLISHED.
 */
export async function taskShow(
  context: Context,
  text: string,
  { as }: { readonly as?: string | undefined },
): Promise<Answer> {
  const { db, project } = context;
  const task = await taskById(db, taskNumber(text));
  const release = await newestReleaseNumber(context);
  if (as !== undefined) {
    const account = await accountNamed(db, as);
    if (!seesTask(account, await employeesNow(context, release), task))
      throw notTheirs(account, `task ${task.id}`, 'task:propose');
  }
  const kpi = project.kpis.find(({ declaration }) => declaration.key === task.kpi);
  const months = await wholeMonths(context, { employee: task.employeeId, kpi: task.kpi, release });
  const outcome = outcomeOf(task, months, kpi?.declaration.direction ?? 'neutral');
  const steps = await taskHistory(db, task.id);
  const today = dayOf(context);
  const data = {
    ...{ ...task, overdue: isOverdue(task, today), outcome },
    steps: steps.map(({ at, actor, action }) => ({ at, by: actor, action })),
  };
  return { data, text: textOf(context, { task, outcome, steps, today }) };
}

interface Shown {
  readonly task: Task;
  readonly outcome: Outcome;
  readonly steps: readonly AuditEntry[];
  readonly today: string;
}

function textOf({ project }: Context, { task, outcome, steps, today }: Shown): string {
  const { language, timezone } = project.config.company;
  const tongue = tongueOf(language);
  const say = taskWords[tongue];
  const evidence = Object.entries(task.evidence).map(([name, value]) => `${name} ${value}`);
  const stepRows = steps.map(({ at, actor, action }) => {
    const isLast = action === `task ${task.state}`;
    const state = say.states[stateIn(action)];
    return [state, instant(at, timezone), actor, isLast ? (task.note ?? '') : ''];
  });
  return [
    tasksTable([task], tongue, today),
    `${say.evidence}: ${evidence.join(', ')}`,
    table(
      say.steps.map((title) => ({ title })),
      stepRows,
    ),
    outcomeText(outcome, say),
    table(
      say.months.map((title, at) => ({ title, align: at === 1 ? 'right' : 'left' })),
      outcome.months.map((each) => [monthName(each.month), figureText(each)]),
    ),
  ].join('\n\n');
}

function stateIn(action: string): Task['state'] {
  const states = ['proposed', 'accepted', 'done', 'dropped'] as const;
  return states.find((state) => action === `task ${state}`) ?? 'proposed';
}

function outcomeText({ start, later, change, isBetter }: Outcome, say: TaskWords): string {
  const before = say.start(monthName(start.month), figureText(start));
  if (later === null) return `${before} ${say.stillOpen}`;
  if (later.reason === 'not_published') return `${before} ${say.notYet(monthName(later.month))}`;
  const after = say.later(monthName(later.month), figureText(later));
  if (change === null) return `${before} ${after}`;
  const verdict = isBetter === null ? '.' : isBetter ? say.better : say.worse;
  return `${before} ${after} ${say.change(valueText(change))}${verdict}`;
}

function figureText({ value, reason }: Reading): string {
  return value === null && reason !== '' ? `– (${reason})` : valueText(value);
}
