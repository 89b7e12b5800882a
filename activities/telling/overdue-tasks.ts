import type { Finding } from '../../ledger/alert-cause.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { type Task, tasksOf } from '../../ledger/task.ts';
import { taskOverdue } from '../../models/alert/task-overdue.ts';

/** So many days past its day, superiors are told as well. */
const escalatedAfterDays = 7;
const dayMs = 86_400_000;

/** Open tasks whose day is over, as findings of their rule of alerts. */
export async function overdueTasks(db: LedgerDb, today: string): Promise<readonly Finding[]> {
  return (await tasksOf(db, { isOpen: true, dueBefore: today })).map((task) => findingOf(task, today));
}

function findingOf({ id, owner, teamId, region, dueOn, ...task }: Task, today: string): Finding {
  const { key, severity } = taskOverdue.declaration;
  return {
    ...{ rule: key, severity, subject: String(id), since: dueOn, employeeId: owner, teamId, region },
    escalated: Date.parse(today) - Date.parse(dueOn) >= escalatedAfterDays * dayMs,
    evidence: { title: task.title, kpi: task.kpi, about: task.employeeId, due_on: dueOn, state: task.state },
  };
}
