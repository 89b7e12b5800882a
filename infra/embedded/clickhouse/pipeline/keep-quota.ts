import type { QuotaAmounts } from '../access/quota-limits.ts';
import { quotasUsageSql, quotaUsageSql } from '../access/quota-usage.ts';
import type { QuotaShare, Quotas } from '../access/quotas.ts';
import { tokens } from '../sql/lexer.ts';
import { queryKind } from '../sql/query-kind.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Statement } from './classify.ts';
import type { QueryRecord } from './query-record.ts';
import type { QuerySummary } from './result-sink.ts';

/** What a statement counts as, and what it will use. */
const kinds = {
  select: {
    counts: ['query_selects', 'queries'],
    uses: ['result_rows', 'result_bytes', 'read_rows', 'read_bytes', 'execution_time'],
  },
  insert: {
    counts: ['query_inserts', 'queries'],
    uses: ['read_rows', 'read_bytes', 'execution_time', 'written_bytes'],
  },
  other: { counts: ['queries'], uses: [] },
} as const;

/** Counts a statement before it runs. Throws 201 where its quota has nothing left for it. */
export function admitToQuota(quota: QuotaShare | undefined, statement: Statement): void {
  if (quota === undefined) return;
  const { counts, uses } = kinds[kindOf(statement)];
  quota.admit(counts, uses);
}

function kindOf({ kind, sql }: Statement): keyof typeof kinds {
  if (kind === 'insert' || kind === 'insert-data') return 'insert';
  return kind === 'read' && queryKind(tokens(sql)) === 'Select' ? 'select' : 'other';
}

/** Counts what a query has used once it has ended; no summary: it failed. */
export function accountFor({ quota, executingMs }: QueryRecord, summary: QuerySummary | undefined): void {
  const seconds = executingMs === undefined ? 0 : (performance.now() - executingMs) / 1000;
  quota?.account({
    execution_time: seconds,
    ...(summary === undefined ? { errors: 1 } : amountsOf(summary)),
  });
}

function amountsOf({ resultRows, resultBytes, writtenBytes, progress }: QuerySummary): QuotaAmounts {
  return {
    result_rows: resultRows,
    result_bytes: resultBytes,
    written_bytes: writtenBytes,
    read_rows: progress.readRows,
    read_bytes: progress.readBytes,
  };
}

/** `system.quota_usage` and, for admins, `system.quotas_usage` as they are now, each as a subquery. */
export function quotaTables(
  quotas: Quotas,
  own: QuotaShare | undefined,
  { rights }: ClickHouseUser,
): readonly (readonly [string, () => string])[] {
  const table = ['quota_usage', () => `(${quotaUsageSql(own === undefined ? [] : [own.usage])})`] as const;
  if (rights !== 'admin') return [table];
  return [table, ['quotas_usage', () => `(${quotasUsageSql(quotas.usage(own))})`]];
}
