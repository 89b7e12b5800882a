import type { GeneratedAlways } from 'kysely';
import type { Instant, Json } from './column-kinds.ts';
import type { Evidence } from './telling-tables.ts';

// What people undertake so that a figure becomes better, and who coaches whom. Days are those of the company, instants the database's.

/** `improvement_plan`: a course of steps whose effect is followed by the KPI; `task`: one thing to be done. */
export const taskKinds = ['task', 'improvement_plan'] as const;
export type TaskKind = (typeof taskKinds)[number];
export const taskStates = ['proposed', 'accepted', 'done', 'dropped'] as const;
export type TaskState = (typeof taskStates)[number];

export interface TaskTable {
  id: GeneratedAlways<number>;
  kind: TaskKind;
  /** `suggestion`: of the published ones; at most one of a kind is open for a person and KPI. */
  origin: 'suggestion' | 'hand';
  title: string;
  /** Whose figure it is about. */
  employeeId: string;
  /** Employee number of whoever does it. */
  owner: string;
  /** Of the employee, when it was proposed. */
  teamId: string;
  region: string;
  kpi: string;
  /** The row it rests on, by column, with its release. */
  evidence: Json<Evidence>;
  dueOn: string;
  state: TaskState;
  proposedBy: string;
  proposedOn: string;
  proposedAt: Instant;
  acceptedBy: string | null;
  acceptedOn: string | null;
  acceptedAt: Instant | null;
  closedBy: string | null;
  closedOn: string | null;
  closedAt: Instant | null;
  /** What came of it, or why it was dropped. */
  note: string | null;
}

export interface MentorPairTable {
  id: GeneratedAlways<number>;
  /** Employee numbers. */
  mentorId: string;
  menteeId: string;
  startsOn: string;
  /** First day no more; null: open. */
  endsOn: string | null;
  pairedBy: string;
  pairedAt: Instant;
  endedBy: string | null;
  endedAt: Instant | null;
  reason: string | null;
}
