import { YardstickError } from '../../../errors/yardstick-error.ts';
import { latestAudit } from '../../../ledger/audit.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import type { Answer } from '../../command.ts';
import { instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';

export interface LogQuestion {
  readonly subject: string | undefined;
  /** How many rows, as it was typed. */
  readonly limit: string;
  readonly zone: string;
}

/** The newest changes, newest first. Error: ORDER_REFUSED. */
export async function log(db: LedgerDb, { subject, limit, zone }: LogQuestion): Promise<Answer> {
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > 10_000)
    throw new YardstickError('ORDER_REFUSED', `"${limit}" is no number from 1 to 10000.`, {
      subject: '--limit',
    });
  const rows = await latestAudit(db, count, subject);
  const titles = ['No', 'When', 'Who', 'Did', 'What'].map((title) => ({ title }));
  const cells = rows.map(({ sequence, at, actor, action, subject: what }) => [
    ...[String(sequence), instant(at, zone), actor, action, what],
  ]);
  return { data: rows, text: rows.length === 0 ? 'Nothing has been changed yet.' : table(titles, cells) };
}
