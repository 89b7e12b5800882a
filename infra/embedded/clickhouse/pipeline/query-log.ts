import type { Logger } from 'pino';
import type { ServerError } from '../server-error.ts';
import type { QuerySummary } from './result-sink.ts';

export interface LoggedQuery {
  readonly queryId: string;
  readonly user: string;
  readonly startedAt: number;
}

const slowMs = 5_000;

/** Notes a finished query. Never its text or values: those may hold secrets. */
export function logFinished(log: Logger, query: LoggedQuery, summary: QuerySummary): void {
  const ms = Math.round(performance.now() - query.startedAt);
  const entry = { queryId: query.queryId, user: query.user, ms, ...summary };
  if (ms > slowMs) log.info(entry, 'slow query');
  else log.debug(entry, 'query');
}

/** Notes a failed query with its code. */
export function logFailed(log: Logger, query: LoggedQuery, error: ServerError): void {
  log.info(
    {
      queryId: query.queryId,
      user: query.user,
      ms: Math.round(performance.now() - query.startedAt),
      code: error.code,
      type: error.type,
    },
    'query failed',
  );
}
