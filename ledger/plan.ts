import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { LedgerDb, NodeStatus, PlanNodeTable } from './schema.ts';
import { atomically } from './transaction.ts';

/** One asset of a run's plan; `decisions` counts months by action, `rows` are those of the built version. */
export type PlanNode = Readonly<Selectable<PlanNodeTable>>;

export interface NewPlanNode {
  readonly asset: string;
  /** How many months by decision: `{ build: 2, keep: 34 }`. */
  readonly decisions: Readonly<Record<string, number>>;
  readonly months: readonly string[];
  readonly status?: NodeStatus;
}

export interface NodeMark {
  readonly status: NodeStatus;
  readonly rows?: number;
  readonly message?: string;
  readonly decisions?: Readonly<Record<string, number>>;
  readonly months?: readonly string[];
}

/**
 * Stores a run's plan in the given order. Planned again, because another run has replaced what this one read, the run
 * gets the nodes it lacks, and those named again wait to be built once more; what became of the others stays.
 */
export async function savePlan(db: LedgerDb, runId: string, nodes: readonly NewPlanNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await atomically(db, async (trx) => {
    await trx.selectFrom('run').select('id').where('id', '=', runId).forUpdate().execute();
    const first = await numberOfNodes(trx, runId);
    const rows = nodes.map((node, index) => ({
      runId,
      number: first + index,
      asset: node.asset,
      decisions: JSON.stringify(node.decisions),
      months: JSON.stringify(node.months),
      status: node.status ?? 'pending',
    }));
    await trx
      .insertInto('planNode')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['runId', 'asset'])
          .doUpdateSet((eb) => ({ status: eb.ref('excluded.status'), message: null })),
      )
      .execute();
  });
}

async function numberOfNodes(trx: LedgerDb, runId: string): Promise<number> {
  const saved = await trx.selectFrom('planNode').select('number').where('runId', '=', runId).execute();
  return 1 + Math.max(-1, ...saved.map(({ number }) => number));
}

/** Records what became of a node; fields not given keep their value. Throws RUN_UNKNOWN for a node not planned. */
export async function markNode(db: LedgerDb, runId: string, asset: string, mark: NodeMark): Promise<void> {
  const changed = await db
    .updateTable('planNode')
    .set({
      status: mark.status,
      changedAt: sql<string>`clock_timestamp()`,
      ...(mark.rows === undefined ? {} : { rows: mark.rows }),
      ...(mark.message === undefined ? {} : { message: mark.message }),
      ...(mark.decisions === undefined ? {} : { decisions: JSON.stringify(mark.decisions) }),
      ...(mark.months === undefined ? {} : { months: JSON.stringify(mark.months) }),
    })
    .where('runId', '=', runId)
    .where('asset', '=', asset)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return;
  throw new YardstickError('RUN_UNKNOWN', `The plan of run ${runId} has no node ${asset}.`, {
    subject: runId,
  });
}

/** The nodes of a run in the order they were planned; empty before planning. */
export async function planOf(db: LedgerDb, runId: string): Promise<readonly PlanNode[]> {
  return db.selectFrom('planNode').selectAll().where('runId', '=', runId).orderBy('number').execute();
}
