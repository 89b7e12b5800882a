import { z } from 'zod';
import type { Finding } from '../../ledger/alert-cause.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { type Task, tasksOf } from '../../ledger/task.ts';
import { taskOverdue } from '../../models/alert/task-overdue.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

/** So many days past its day, superiors are told as well. */
const escalatedAfterDays = 7;
const dayMs = 86_400_000;

const row = z.object({ owner: z.string(), teamId: z.string(), region: z.string() });

/** Where somebody works. */
export type Place = Pick<z.infer<typeof row>, 'teamId' | 'region'>;

/** Where the owners of overdue tasks work on a day, by employee number; of those who have left, where they worked last. */
export async function placesOfOwners(
  { db, project, warehouse }: Pick<Context, 'db' | 'project' | 'warehouse'>,
  { release, today }: { readonly release: number; readonly today: string },
): Promise<ReadonlyMap<string, Place>> {
  const owners = new Set((await overdueOn(db, today)).map(({ owner }) => owner));
  if (owners.size === 0) return new Map();
  const employees = relationAt(project.graph.asset('dim.employee'), release);
  const rows = await warehouse.rows(
    `SELECT employee_id AS owner, argMax(team_id, valid_from) AS teamId, argMax(region, valid_from) AS region
     FROM (${employees}) WHERE employee_id IN {owners:Array(String)} AND valid_from <= toDate32({today:String})
     GROUP BY employee_id`,
    { owners: [...owners], today },
  );
  const found = row.array().parse(rows);
  return new Map(found.map(({ owner, ...place }) => [owner, place]));
}

/** Open tasks whose day is over, as findings of their rule of alerts, in the team where their owner works now. */
export async function overdueTasks(
  db: LedgerDb,
  today: string,
  places: ReadonlyMap<string, Place>,
): Promise<readonly Finding[]> {
  // An owner whom the release does not know: the team that the task was proposed for has it.
  return (await overdueOn(db, today)).map((task) => findingOf(task, today, places.get(task.owner) ?? task));
}

function overdueOn(db: LedgerDb, today: string): Promise<readonly Task[]> {
  return tasksOf(db, { isOpen: true, dueBefore: today });
}

function findingOf({ id, owner, dueOn, ...task }: Task, today: string, { teamId, region }: Place): Finding {
  const { key, severity } = taskOverdue.declaration;
  return {
    ...{ rule: key, severity, subject: String(id), since: dueOn, employeeId: owner, teamId, region },
    escalated: Date.parse(today) - Date.parse(dueOn) >= escalatedAfterDays * dayMs,
    evidence: { title: task.title, kpi: task.kpi, about: task.employeeId, due_on: dueOn, state: task.state },
  };
}
