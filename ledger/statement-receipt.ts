import type { Selectable } from 'kysely';
import { auditChange } from './audited.ts';
import { chunksOf } from './chunks.ts';
import type { PeriodClose } from './period-close.ts';
import type { LedgerDb } from './schema.ts';
import type { StatementReceiptTable } from './telling-tables.ts';
import { atomically, auditedNow } from './transaction.ts';

/** One person’s statement in one version, and whether it was read. */
export type StatementReceipt = Readonly<Selectable<StatementReceiptTable>>;

export const receiptKind = 'statement receipt ';

export function receiptSubject({ id }: Pick<StatementReceipt, 'id'>): string {
  return `${receiptKind}${id}`;
}

/** Notes whose statements a lock publishes, in the transaction of the lock; none of them is read yet. */
export async function publishStatements(
  trx: LedgerDb,
  { period, number, lockedAt }: Pick<PeriodClose, 'period' | 'number' | 'lockedAt'>,
  employees: readonly string[],
): Promise<void> {
  const rows = employees.map((employeeId) => ({
    ...{ period, version: number, employeeId, publishedAt: lockedAt, readBy: null, readAt: null },
  }));
  for (const part of chunksOf(rows)) await trx.insertInto('statementReceipt').values(part).execute();
}

/** Keeps that somebody has read the own statement, the first time they do; nothing where it was not published. */
export async function receiveStatement(
  db: LedgerDb,
  of: { readonly period: string; readonly version: number; readonly employeeId: string; readonly by: string },
): Promise<StatementReceipt | undefined> {
  const { period, version, employeeId, by } = of;
  return atomically(db, async (trx) => {
    const read = await trx
      .updateTable('statementReceipt')
      .set({ readBy: by, readAt: auditedNow })
      .where((eb) => eb.and({ period, version, employeeId }))
      .where('readAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (read === undefined) return (await receiptsOf(trx, { period, version, employeeId }))[0];
    const change = { actor: by, action: 'statement read', subject: receiptSubject(read), row: read };
    await auditChange(trx, change);
    return read;
  });
}

export interface ReceiptFilter {
  readonly period?: string | undefined;
  readonly version?: number | undefined;
  readonly employeeId?: string | undefined;
}

/** By period, version and employee. */
export async function receiptsOf(
  db: LedgerDb,
  { period, version, employeeId }: ReceiptFilter = {},
): Promise<readonly StatementReceipt[]> {
  let query = db.selectFrom('statementReceipt').selectAll();
  if (period !== undefined) query = query.where('period', '=', period);
  if (version !== undefined) query = query.where('version', '=', version);
  if (employeeId !== undefined) query = query.where('employeeId', '=', employeeId);
  return query.orderBy('period').orderBy('version').orderBy('employeeId').execute();
}
