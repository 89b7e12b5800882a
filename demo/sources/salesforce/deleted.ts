import type { Pool } from 'pg';
import { crmInstant } from '../../company/crm-records.ts';
import { SalesforceError } from './errors.ts';

const dayMs = 86_400_000;
const daysBack = 15;

interface DeletedReply {
  readonly deletedRecords: readonly { readonly id: string; readonly deletedDate: string }[];
  readonly earliestDateAvailable: string;
  readonly latestDateCovered: string;
}

/** `/sobjects/X/deleted`: at most 15 days back, and up to the later of now and the company's last day. */
export async function deletedRecords(
  pool: Pool,
  object: string,
  range: { readonly start?: string | undefined; readonly end?: string | undefined },
): Promise<DeletedReply> {
  const start = instant(range.start, 'start');
  const end = instant(range.end, 'end');
  const until = await pool.query<{ until: Date }>(
    `SELECT ((until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS until FROM sample.holdings`,
  );
  const now = Math.max(Date.now(), until.rows[0]?.until.getTime() ?? 0);
  if (end - start <= 60_000) throw invalidDate('endDate must be at least one minute greater than startDate');
  // By the clock of whoever asks: a company played beyond today has a later now, which must not put the start out of reach.
  if (start < Date.now() - daysBack * dayMs)
    throw invalidDate('startDate before org replication enabled date');
  const rows = await pool.query<{ id: string; modstamp: Date }>(
    `SELECT id, modstamp FROM crm.record
     WHERE object = $1 AND deleted AND modstamp >= $2 AND modstamp < $3 ORDER BY modstamp, id`,
    [object, new Date(start), new Date(end)],
  );
  return {
    deletedRecords: rows.rows.map(({ id, modstamp }) => ({
      id,
      deletedDate: crmInstant(modstamp.getTime()),
    })),
    earliestDateAvailable: crmInstant(now - daysBack * dayMs),
    latestDateCovered: crmInstant(Math.min(end, now)),
  };
}

function instant(text: string | undefined, name: string): number {
  const time = Date.parse((text ?? '').replace(' ', '+'));
  if (Number.isNaN(time)) throw invalidDate(`${name} is not a valid dateTime`);
  return time;
}

function invalidDate(message: string): SalesforceError {
  return new SalesforceError(400, 'INVALID_REPLICATION_DATE', message);
}
