import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { roleOf } from '../access-config.ts';
import type { Engine } from '../engine/engine.ts';
import type { OutputPipes } from '../engine/output.ts';
import type { EngineSession } from '../engine/session.ts';
import type { Limits } from '../limits.ts';
import { asServerError, ServerError } from '../server-error.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Admission } from './admit.ts';
import { authorise } from './authorise.ts';
import { classify } from './classify.ts';
import { execute, type ReadyStatement, withSpooledData } from './execute.ts';
import type { DiskGuard } from './guard-disk.ts';
import { prepareSession } from './prepare-session.ts';
import { logFailed, logFinished } from './query-log.ts';
import { type QueryOptions, queryTag } from './query-options.ts';
import { readStatement } from './read-statement.ts';
import { withReaderLimits } from './reader-limits.ts';
import type { QuerySummary, ResultSink } from './result-sink.ts';
import type { Sessions } from './sessions.ts';

/** One request after its user is known: nothing of HTTP is left in it. */
export interface QueryRequest {
  readonly user: ClickHouseUser;
  readonly options: QueryOptions;
  readonly body: Readable;
  /** GET only reads. */
  readonly readOnlyMethod: boolean;
  /** Aborted when the client goes away or the server stops. */
  readonly signal: AbortSignal;
}

export interface QueryRunnerParts {
  readonly engine: Engine;
  readonly pipes: OutputPipes;
  readonly sessions: Sessions;
  readonly admission: Admission;
  readonly disk: DiskGuard;
  readonly limits: Limits;
  readonly spool: string;
  readonly log: Logger;
}

const killEveryMs = 200;

/** Leads a request through the stages. */
export class QueryRunner {
  readonly #parts: QueryRunnerParts;
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(parts: QueryRunnerParts) {
    this.#parts = parts;
  }

  /** Runs the request's statement; rows go to the sink. Throws ServerError, also when some rows were written already. */
  async run(request: QueryRequest, sink: ResultSink): Promise<QuerySummary> {
    const logged = {
      queryId: request.options.queryId,
      user: request.user.name,
      startedAt: performance.now(),
    };
    try {
      const summary = await this.#exclusively(request.options.queryId, () => this.#stages(request, sink));
      logFinished(this.#parts.log, logged, summary);
      return summary;
    } catch (caught) {
      const error = request.signal.aborted ? cancelled() : asServerError(caught);
      logFailed(this.#parts.log, logged, error);
      throw error;
    }
  }

  async #stages(request: QueryRequest, sink: ResultSink): Promise<QuerySummary> {
    const { engine, spool, admission, sessions, disk } = this.#parts;
    const { user, options, signal } = request;
    const text = await readStatement(options.query, request.body);
    const asked = await classify(text, options.defaultFormat, engine);
    authorise(user, asked, options, request.readOnlyMethod);
    const statement = await disk.admit(asked);
    return withSpooledData(statement, spool, signal, (ready) =>
      admission.run(user.name, signal, () =>
        sessions.use(user.name, options.session, (session, isNew) =>
          this.#inSession({ session, isNew }, request, ready, sink),
        ),
      ),
    );
  }

  async #inSession(
    { session, isNew }: { readonly session: EngineSession; readonly isNew: boolean },
    { user, options, signal }: QueryRequest,
    statement: ReadyStatement,
    sink: ResultSink,
  ): Promise<QuerySummary> {
    const role = roleOf(user);
    const limited = role === undefined ? options : withReaderLimits(options, this.#parts.limits, isNew);
    await prepareSession(session, limited, role);
    signal.throwIfAborted();
    const tag = queryTag(options.queryId);
    return this.#killedOn(signal, tag, () => execute(session, this.#parts.pipes, statement, tag, sink));
  }

  /** Waits for the statement's end even after a kill: its session may not be closed before. */
  async #killedOn<T>(signal: AbortSignal, tag: string, work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const kill = () =>
      void this.#parts.engine
        .kill(tag)
        .catch((error: unknown) => this.#parts.log.warn({ error }, 'kill failed'));
    // Repeated, because a kill that comes before the engine has listed the statement finds nothing.
    const start = () => {
      kill();
      timer = setInterval(kill, killEveryMs);
    };
    signal.addEventListener('abort', start, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', start);
      clearInterval(timer);
    }
  }

  /** Resolves when nothing runs any more; the engine may be closed then. */
  async drained(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
  }

  async #exclusively<T>(queryId: string, work: () => Promise<T>): Promise<T> {
    if (this.#running.has(queryId))
      throw new ServerError(
        216,
        'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING',
        `Query with id = ${queryId} is already running.`,
      );
    const running = work().finally(() => this.#running.delete(queryId));
    this.#running.set(queryId, running);
    return running;
  }
}

function cancelled(): ServerError {
  return new ServerError(394, 'QUERY_WAS_CANCELLED', 'Query was cancelled');
}
