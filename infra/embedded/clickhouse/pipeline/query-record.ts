import type { QuotaShare } from '../access/quotas.ts';
import type { ServerError } from '../server-error.ts';
import { tokens } from '../sql/lexer.ts';
import { maskSecrets } from '../sql/mask-secrets.ts';
import { queryKind } from '../sql/query-kind.ts';
import type { LogRow as QueryLogRow } from '../system/query-log.ts';
import type { ClientInfo } from './client-info.ts';
import type { QueryOptions } from './query-options.ts';
import { nothing, type QuerySummary } from './result-sink.ts';

/** What is known of a query while it goes through the stages. */
export interface QueryRecord {
  readonly options: QueryOptions;
  readonly user: string;
  readonly client: ClientInfo;
  readonly startedAt: Date;
  readonly startedMs: number;
  /** The statement, without the rows of an INSERT; undefined until it is read. */
  sql: string | undefined;
  /** Whether the engine has begun with it. */
  started: boolean;
  /** When, by the process's clock. */
  executingMs: number | undefined;
  /** The user's part in a quota. */
  quota: QuotaShare | undefined;
}

const longestText = 100_000;

export function finishedRow(record: QueryRecord, summary: QuerySummary): QueryLogRow {
  return row('QueryFinish', record, summary, undefined);
}

export function failedRow(record: QueryRecord, error: ServerError): QueryLogRow {
  return row(record.started ? 'ExceptionWhileProcessing' : 'ExceptionBeforeStart', record, undefined, error);
}

function row(
  type: string,
  { options, user, client, startedAt, startedMs, sql = '' }: QueryRecord,
  summary: QuerySummary | undefined,
  error: ServerError | undefined,
): QueryLogRow {
  const { writtenRows, writtenBytes, resultRows, resultBytes } = summary ?? nothing;
  const { readRows, readBytes, memoryUsage } = (summary ?? nothing).progress;
  const durationMs = performance.now() - startedMs;
  return {
    type,
    event_time_microseconds: microseconds(startedAt, durationMs),
    query_start_time_microseconds: microseconds(startedAt, 0),
    query_duration_ms: Math.round(durationMs),
    read_rows: readRows,
    read_bytes: readBytes,
    written_rows: writtenRows,
    written_bytes: writtenBytes,
    result_rows: resultRows || writtenRows,
    result_bytes: resultBytes || writtenBytes,
    memory_usage: memoryUsage,
    current_database: options.database ?? 'default',
    query: maskSecrets(sql.slice(0, longestText)),
    query_kind: queryKind(tokens(sql)),
    exception_code: error?.code ?? 0,
    exception:
      error === undefined
        ? ''
        : maskSecrets(`Code: ${error.code}. DB::Exception: ${error.message} (${error.type})`),
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
