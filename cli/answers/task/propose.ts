import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { proposeTask } from '../../../ledger/task.ts';
import { taskKinds } from '../../../ledger/task-tables.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { figureEvidence, suggestionEvidence } from './evidence.ts';
import { tasksTable } from './list.ts';
import { accountNamed, dayOf, notTheirs } from './parties.ts';
import { decidedBy, employeeNamed, employeesNow } from './people.ts';
import { taskWords, tongueOf } from './wording.ts';

export interface Proposal {
  readonly by: string;
  readonly passwordFile?: string | undefined;
  readonly employee: string;
  readonly kpi: string;
  /** `2026-12-31` */
  readonly due: string;
  /** task or improvement_plan. */
  readonly kind: string;
  /** Default: the topic of the suggestion. */
  readonly title?: string | undefined;
  /** Employee number, of oneself or whom one decides about; default: the employee. */
  readonly owner?: string | undefined;
  /** It comes from the published suggestion for this person and KPI. */
  readonly suggested?: boolean | undefined;
}

/**
 * Proposes a task for oneself or somebody below, because of a KPI. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, KPI_UNKNOWN, ORDER_REFUSED, TASK_REFUSED,
 * NOTHING_PUBLISHED.
 */
export async function taskPropose(context: Context, asked: Proposal): Promise<Answer> {
  const { db, project } = context;
  const { employee, kpi, suggested } = asked;
  const due = dayNamed(asked.due);
  assertKnown(asked.kind, taskKinds, { what: 'kind of task', option: '--kind' });
  const kind = asked.kind === 'improvement_plan' ? asked.kind : 'task';
  refuseUnlessMonthly(context, kpi);
  const proposedBy = await approverOf(db, asked.by, 'task:propose', asked.passwordFile);
  const release = await newestReleaseNumber(context);
  const employees = await employeesNow(context, release);
  const { team: teamId, region } = employeeNamed(employees, employee, '--employee');
  const owner = employeeNamed(employees, asked.owner ?? employee, '--owner').id;
  const account = await accountNamed(db, asked.by);
  const decided = decidedBy(account, employees);
  for (const each of [employee, owner])
    if (each !== account.employeeId && !decided.has(each))
      throw notTheirs(account, `${each} ${kpi}`, 'task:propose');
  const tongue = tongueOf(project.config.company.language);
  const of = { employee, kpi, release };
  const from = suggested === true ? await suggestionEvidence(context, of) : undefined;
  const today = dayOf(context);
  const task = await proposeTask(db, {
    ...{
      kind,
      origin: from === undefined ? 'hand' : 'suggestion',
      employeeId: employee,
      owner,
      teamId,
      region,
    },
    ...{ kpi, dueOn: due, proposedBy, today, evidence: from ?? (await figureEvidence(context, of)) },
    title: asked.title ?? (from === undefined ? '' : taskWords[tongue].learn(from.topic)),
  });
  return { data: task, text: tasksTable([task], tongue, today) };
}

/** What has no value by month could not show an outcome. Errors: KPI_UNKNOWN, ORDER_REFUSED. */
function refuseUnlessMonthly({ project }: Context, key: string): void {
  const kpi = project.kpis.find(({ declaration }) => declaration.key === key);
  if (kpi === undefined) throw new YardstickError('KPI_UNKNOWN', 'There is no such KPI.', { subject: key });
  if (kpi.declaration.grains.includes('month')) return;
  throw new YardstickError(
    'ORDER_REFUSED',
    'It is not computed by month, so that no outcome could be seen.',
    {
      subject: key,
      advice: 'Choose a KPI whose periods in `yardstick kpi show KPI` name the month.',
    },
  );
}
