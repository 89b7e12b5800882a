import { z } from 'zod';
import { allAccounts } from '../../ledger/account.ts';
import { writeMessages } from '../../ledger/message.ts';
import type { PeriodClose } from '../../ledger/period-close.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { publishStatements } from '../../ledger/statement-receipt.ts';
import { martCommissionStatement } from '../../models/mart/commission-statement.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import { resultMessages } from '../telling/result-messages.ts';

const holder = z.object({ employee: z.string() });

/** Employee numbers of those who have a statement of a period at a release. */
export async function holdersOf(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  period: string,
): Promise<readonly string[]> {
  const statements = relationAt(project.graph.asset(martCommissionStatement.key), release);
  const rows = await warehouse.rows(
    `SELECT DISTINCT employee_id AS employee FROM (${statements}) WHERE period_id = {period:String} ORDER BY employee`,
    { period },
  );
  return holder
    .array()
    .parse(rows)
    .map(({ employee }) => employee);
}

/** Publishes the statements of a lock to those whose they are, in its transaction: once for each version. */
export async function tellOfStatements(
  trx: LedgerDb,
  { project }: Pick<Context, 'project'>,
  { close, holders }: { readonly close: PeriodClose; readonly holders: readonly string[] },
): Promise<void> {
  const { company, notify } = project.config;
  await publishStatements(trx, close, holders);
  const accounts = await allAccounts(trx);
  await writeMessages(trx, resultMessages({ company, channels: notify.channels, accounts }, close, holders));
}
