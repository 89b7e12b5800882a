import type { Logger } from 'pino';
import type { ServerError } from '../server-error.ts';
import type { QueryRecord } from './query-record.ts';
import type { QuerySummary } from './result-sink.ts';

const slowMs = 5_000;

/** Notes a finished query in the process's own log. Never its text or values: those may hold secrets. */
export function logFinished(log: Logger, query: QueryRecord, summary: QuerySummary): void {
  const ms = Math.round(performance.now() - query.startedMs);
  const entry = { queryId: query.options.queryId, user: query.user, ms, ...summary };
  if (ms > slowMs) log.info(entry, 'slow query');
  else log.debug(entry, 'query');
}

/** Notes a failed query with its code. */
export function logFailed(log: Logger, query: QueryRecord, error: ServerError): void {
  log.info(
    {
      queryId: query.options.queryId,
      user: query.user,
      ms: Math.round(performance.now() - query.startedMs),
      code: error.code,
      type: error.type,
    },
    'query failed',
  );
}
