import type { Selectable, UpdateObject } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { type AuditEntry, latestAudit } from './audit.ts';
import { auditChange } from './audited.ts';
import { onePerson } from './one-person.ts';
import type { LedgerDb, LedgerSchema } from './schema.ts';
import type { TaskState, TaskTable } from './task-tables.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** One task or plan of improvement, as it stands. */
export type Task = Readonly<Selectable<TaskTable>>;

export type NewTask = Pick<
  Task,
  | 'kind'
  | 'origin'
  | 'title'
  | 'employeeId'
  | 'owner'
  | 'teamId'
  | 'region'
  | 'kpi'
  | 'evidence'
  | 'dueOn'
  | 'proposedBy'
> & { readonly today: string };

export const taskKind = 'task ';
const open: readonly TaskState[] = ['proposed', 'accepted'];

export function taskSubject({ id }: Pick<Task, 'id'>): string {
  return `${taskKind}${id}`;
}

/** Error: TASK_REFUSED where its day is over, it has no title, or the same suggestion is being worked on. */
export async function proposeTask(db: LedgerDb, { today, ...task }: NewTask): Promise<Task> {
  const { employeeId, kpi, kind, origin, dueOn, proposedBy, evidence } = task;
  const subject = `${employeeId} ${kpi}`;
  const title = task.title.trim();
  if (title === '') throw refused(subject, 'It says nothing of what is to be done.', 'Give it a --title.');
  if (dueOn < today)
    throw refused(subject, `${dueOn} is over already.`, 'Give a day from today on with --due.');
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'task');
    const [same] = await tasksOf(trx, { employeeId, kpi, kind, origin, isOpen: true });
    if (origin === 'suggestion' && same !== undefined)
      throw refused(
        subject,
        `Task ${same.id} is ${same.state} already, because of the same suggestion.`,
        `Look at it with \`yardstick task show ${same.id}\`.`,
      );
    const created = await trx
      .insertInto('task')
      .values({
        ...{ ...task, title, evidence: JSON.stringify(evidence) },
        ...{ state: 'proposed', proposedOn: today, proposedAt: auditedNow },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await auditChange(trx, auditOf(created, proposedBy));
    return created;
  });
}

export interface TaskStep {
  readonly id: number;
  readonly by: string;
  /** The company’s day. */
  readonly today: string;
}

/** What was proposed is agreed on by somebody else than who proposed it: another account of the same employee is not. Errors: TASK_UNKNOWN, TASK_REFUSED. */
export async function acceptTask(db: LedgerDb, step: TaskStep): Promise<Task> {
  return change(db, step, ['proposed'], async (trx, { id, proposedBy }) => {
    const proposer = await onePerson(trx, { first: proposedBy, second: step.by });
    if (proposer !== undefined)
      throw refused(taskSubject({ id }), `${proposer} has proposed it; somebody else accepts it.`);
    return { state: 'accepted', acceptedBy: step.by, acceptedOn: step.today, acceptedAt: auditedNow };
  });
}

/** Ends it as `done`, what was accepted, or as `dropped`. Errors: TASK_UNKNOWN, TASK_REFUSED. */
export async function closeTask(
  db: LedgerDb,
  { note, as, ...step }: TaskStep & { readonly as: 'done' | 'dropped'; readonly note: string },
): Promise<Task> {
  if (note.trim() === '')
    throw refused(taskSubject(step), as === 'done' ? 'Nothing is said of its outcome.' : 'It has no reason.');
  const closing = { closedBy: step.by, closedOn: step.today, closedAt: auditedNow, note: note.trim() };
  return change(db, step, as === 'done' ? ['accepted'] : open, async () => ({ state: as, ...closing }));
}

/** Error: TASK_UNKNOWN. */
export async function taskById(db: LedgerDb, id: number): Promise<Task> {
  const found = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
  if (found !== undefined) return found;
  throw new YardstickError('TASK_UNKNOWN', 'There is no such task.', { subject: taskSubject({ id }) });
}

export interface TaskFilter {
  readonly employeeId?: string | undefined;
  readonly kpi?: string | undefined;
  readonly kind?: Task['kind'] | undefined;
  readonly origin?: Task['origin'] | undefined;
  readonly state?: TaskState | undefined;
  readonly isOpen?: boolean | undefined;
  /** Only what was due before this day. */
  readonly dueBefore?: string | undefined;
}

/** Tasks, what is due first coming first. */
export async function tasksOf(db: LedgerDb, filter: TaskFilter = {}): Promise<readonly Task[]> {
  const { isOpen, dueBefore, ...equal } = filter;
  let query = db.selectFrom('task').selectAll();
  query = query.where((eb) => eb.and(Object.fromEntries(known(equal))));
  if (isOpen === true) query = query.where('state', 'in', open);
  if (dueBefore !== undefined) query = query.where('dueOn', '<', dueBefore);
  return query.orderBy('dueOn').orderBy('id').execute();
}

/** Every step of one task, the first one first: who did what and when, with the row after it. */
export async function taskHistory(db: LedgerDb, id: number): Promise<readonly AuditEntry[]> {
  // A task has three steps at most.
  return (await latestAudit(db, 10, taskSubject({ id }))).toReversed();
}

function known(filter: object) {
  return Object.entries(filter).filter(([, value]) => value !== undefined);
}

async function change(
  db: LedgerDb,
  { id, by }: TaskStep,
  from: readonly TaskState[],
  values: (trx: LedgerDb, task: Task) => Promise<UpdateObject<LedgerSchema, 'task'>>,
): Promise<Task> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'task');
    const task = await taskById(trx, id);
    if (!from.includes(task.state))
      throw refused(
        taskSubject(task),
        `It is ${task.state}; only what is ${from.join(' or ')} can become that.`,
      );
    const changed = await trx
      .updateTable('task')
      .set(await values(trx, task))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await auditChange(trx, auditOf(changed, by));
    return changed;
  });
}

function auditOf(row: Task, actor: string) {
  return { actor, action: `task ${row.state}`, subject: taskSubject(row), row };
}

function refused(subject: string, why: string, advice?: string): YardstickError {
  return new YardstickError('TASK_REFUSED', why, { subject, ...(advice === undefined ? {} : { advice }) });
}
