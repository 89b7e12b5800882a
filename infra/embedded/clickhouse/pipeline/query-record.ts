import type { QuotaShare } from '../access/quotas.ts';
import type { ServerError } from '../server-error.ts';
import { tokens } from '../sql/lexer.ts';
import { maskSecrets } from '../sql/mask-secrets.ts';
import { queryKind } from '../sql/query-kind.ts';
import type { LogRow as QueryLogRow } from '../system/query-log.ts';
import type { ClientInfo } from './client-info.ts';
import type { QueryOptions } from './query-options.ts';
import type { QuerySummary } from './result-sink.ts';

/** What is known of a query while it goes through the stages. */
export interface QueryRecord {
  readonly options: QueryOptions;
  readonly user: string;
  readonly client: ClientInfo;
  readonly startedAt: Date;
  readonly startedMs: number;
  /** The statement, without the rows of an INSERT; undefined until it is read. */
  sql: string | undefined;
  /** The columns that all its rows in the log share; undefined until it has begun. */
  shared: QueryLogRow | undefined;
  /** When, by the process's clock. */
  executingMs: number | undefined;
  /** The user's part in a quota. */
  quota: QuotaShare | undefined;
}

const longestText = 100_000;

/** The row of its begin; those of its end build on it. */
export function startedRow(record: QueryRecord): QueryLogRow {
  record.shared = sharedColumns(record);
  return {
    ...record.shared,
    type: 'QueryStart',
    event_time_microseconds: microseconds(record.startedAt, 0),
  };
}

export function finishedRow(record: QueryRecord, summary: QuerySummary): QueryLogRow {
  const { writtenRows, writtenBytes, resultRows, resultBytes, progress } = summary;
  return {
    ...endRow(record),
    type: 'QueryFinish',
    read_rows: progress.readRows,
    read_bytes: progress.readBytes,
    written_rows: writtenRows,
    written_bytes: writtenBytes,
    result_rows: resultRows || writtenRows,
    result_bytes: resultBytes || writtenBytes,
    memory_usage: progress.memoryUsage,
  };
}

export function failedRow(record: QueryRecord, { code, type, message }: ServerError): QueryLogRow {
  return {
    ...endRow(record),
    type: record.shared === undefined ? 'ExceptionBeforeStart' : 'ExceptionWhileProcessing',
    exception_code: code,
    exception: maskSecrets(`Code: ${code}. DB::Exception: ${message} (${type})`),
  };
}

function endRow(record: QueryRecord): QueryLogRow {
  const durationMs = performance.now() - record.startedMs;
  return {
    ...(record.shared ?? sharedColumns(record)),
    event_time_microseconds: microseconds(record.startedAt, durationMs),
    query_duration_ms: Math.round(durationMs),
  };
}

function sharedColumns({ options, user, client, startedAt, sql = '' }: QueryRecord): QueryLogRow {
  return {
    query_start_time_microseconds: microseconds(startedAt, 0),
    current_database: options.database ?? 'default',
    query: maskSecrets(sql.slice(0, longestText)),
    query_kind: queryKind(tokens(sql)),
    user,
    query_id: options.queryId,
    address: client.address.includes(':') ? client.address : `::ffff:${client.address}`,
    port: client.port,
    http_method: client.method,
    http_user_agent: client.userAgent,
    http_referer: client.referer,
    forwarded_for: client.forwardedFor,
    quota_key: client.quotaKey,
    log_comment: options.settings.get('log_comment') ?? '',
    Settings: Object.fromEntries(options.settings),
  };
}

/** Seconds since 1970 with six digits, which the table reads whatever its time zone. */
function microseconds(start: Date, afterMs: number): string {
  return ((start.getTime() + afterMs) / 1000).toFixed(6);
}
