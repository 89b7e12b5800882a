import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { FinalRunStatus, JsonObject, LedgerDb, RunKind, RunStatus, RunTable } from './schema.ts';

export type RunRecord = Readonly<Selectable<RunTable>>;

export interface NewRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly workflowId: string;
  readonly requestedBy: string;
  readonly detail: JsonObject;
}

export interface RunResult {
  readonly status: FinalRunStatus;
  readonly summary: JsonObject;
  readonly error?: string;
}

/** Records a run as running; a second call with the same id changes nothing and returns the first record. */
export async function startRun(db: LedgerDb, run: NewRun): Promise<RunRecord> {
  await db
    .insertInto('run')
    .values({
      id: run.id,
      kind: run.kind,
      workflowId: run.workflowId,
      requestedBy: run.requestedBy,
      detail: JSON.stringify(run.detail),
      status: 'running',
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return knownRun(db, run.id);
}

/** Changes the status of a run that has not finished; a finished run keeps its result. */
export async function setRunStatus(
  db: LedgerDb,
  id: string,
  status: Exclude<RunStatus, FinalRunStatus>,
): Promise<void> {
  const changed = await db
    .updateTable('run')
    .set({ status })
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) await knownRun(db, id);
}

/** Ends a run; the first result stays, so that a retried call cannot turn a failure into a success. */
export async function finishRun(db: LedgerDb, id: string, result: RunResult): Promise<RunRecord> {
  await db
    .updateTable('run')
    .set({
      status: result.status,
      summary: JSON.stringify(result.summary),
      error: result.error ?? null,
      finishedAt: sql<string>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .execute();
  return knownRun(db, id);
}

/** The `count` newest runs, newest first. */
export async function latestRuns(db: LedgerDb, count: number): Promise<readonly RunRecord[]> {
  return db.selectFrom('run').selectAll().orderBy('startedAt', 'desc').limit(count).execute();
}

export async function runById(db: LedgerDb, id: string): Promise<RunRecord | undefined> {
  return db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
}

async function knownRun(db: LedgerDb, id: string): Promise<RunRecord> {
  const run = await runById(db, id);
  if (run !== undefined) return run;
  throw new YardstickError('RUN_UNKNOWN', 'The ledger has no such run.', { subject: id });
}
