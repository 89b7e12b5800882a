import { type CheckRecord, checksOf } from '../../ledger/check.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import type { Answer } from '../command.ts';
import { table } from '../text/table.ts';

export interface ChecksQuestion {
  readonly failed: boolean;
  readonly asset: string | undefined;
}

/** The newest result of every check; a failure with the query that shows its rows. */
export async function checks(db: LedgerDb, { failed, asset }: ChecksQuestion): Promise<Answer> {
  const records = await checksOf(db, { limit: 20_000, ...(asset === undefined ? {} : { asset }) });
  const newest = newestOf(records).filter(({ passed }) => !failed || !passed);
  return { data: newest, text: textOf(newest, failed) };
}

function newestOf(records: readonly CheckRecord[]): readonly CheckRecord[] {
  const newest = new Map<string, CheckRecord>();
  for (const record of records) {
    const key = `${record.asset} ${record.name}`;
    if (!newest.has(key)) newest.set(key, record);
  }
  return [...newest.values()].sort((a, b) => `${a.asset}${a.name}`.localeCompare(`${b.asset}${b.name}`));
}

function textOf(records: readonly CheckRecord[], failed: boolean): string {
  if (records.length === 0) return failed ? 'No check has failed.' : 'No check has run yet.';
  const rows = records.map((record) => [
    record.passed ? 'passed' : record.blocking ? 'FAILED' : 'warning',
    record.asset,
    record.name,
    record.observed ?? record.message ?? '',
  ]);
  const queries = records.flatMap(({ passed, asset, name, query }) =>
    passed || query === null ? [] : ['', `-- ${asset} ${name}: the rows`, query],
  );
  const titles = ['Result', 'Asset', 'Check', 'Observed'].map((title) => ({ title }));
  return [table(titles, rows), ...queries].join('\n');
}
