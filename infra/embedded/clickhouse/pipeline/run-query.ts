import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { SessionRights } from '../access/session-rights.ts';
import type { Turnstile } from '../access/turnstile.ts';
import type { Engine } from '../engine/engine.ts';
import type { OutputPipes } from '../engine/output.ts';
import type { EngineSession } from '../engine/session.ts';
import type { Limits } from '../limits.ts';
import { asServerError, ServerError } from '../server-error.ts';
import type { QueryLogWriter } from '../system/query-log.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Admission } from './admit.ts';
import { answerNames } from './answer-names.ts';
import { authorise } from './authorise.ts';
import { classify } from './classify.ts';
import type { ClientInfo } from './client-info.ts';
import { execute, type ReadyStatement, withSpooledData } from './execute.ts';
import type { ExternalTable } from './external-tables.ts';
import type { DiskGuard } from './guard-disk.ts';
import { inPreparedSession } from './in-session.ts';
import { killQueries } from './kill.ts';
import { changesShapes, manageAccess } from './manage-access.ts';
import type { ProgressWatch } from './progress.ts';
import { logFailed, logFinished } from './query-log.ts';
import type { QueryOptions } from './query-options.ts';
import { failedRow, finishedRow, type QueryRecord } from './query-record.ts';
import { queryTag } from './query-tag.ts';
import { loggedText, readStatement } from './read-statement.ts';
import { withReaderLimits } from './reader-limits.ts';
import { refuseSets } from './refuse-sets.ts';
import { nothing, type Progress, type QuerySummary, type ResultSink } from './result-sink.ts';
import type { SessionMemory, Sessions } from './sessions.ts';

/** One request after its user is known: nothing of HTTP is left in it. */
export interface QueryRequest {
  readonly user: ClickHouseUser;
  readonly options: QueryOptions;
  readonly body: Readable;
  /** Files sent along, to be queried as tables. */
  readonly tables: readonly ExternalTable[];
  readonly client: ClientInfo;
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
  readonly progress: ProgressWatch;
  readonly access: Access;
  readonly turnstile: Turnstile;
  readonly spool: string;
  /** The only folder whose files statements reach; undefined: all that this process can read. */
  readonly userFiles: string | undefined;
  readonly log: Logger;
  readonly queryLog: QueryLogWriter;
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
    const record = queryRecord(request);
    const { log, queryLog } = this.#parts;
    try {
      const summary = await this.#exclusively(request.options.queryId, () =>
        this.#stages(request, record, sink),
      );
      logFinished(log, record, summary);
      queryLog.add(finishedRow(record, summary));
      return summary;
    } catch (caught) {
      const error = request.signal.aborted ? cancelled() : asServerError(caught);
      logFailed(log, record, error);
      queryLog.add(failedRow(record, error));
      throw error;
    }
  }

  async #stages(request: QueryRequest, record: QueryRecord, sink: ResultSink): Promise<QuerySummary> {
    const { access, engine, spool, admission, turnstile, queryLog, disk, userFiles } = this.#parts;
    const { user, options, signal } = request;
    const text = await readStatement(options, request.body);
    record.sql = loggedText(text);
    const asked = await turnstile.pass(() => classify(text, options.defaultFormat, engine));
    authorise(user, asked, options, request.readOnlyMethod, userFiles);
    await turnstile.pass(() => refuseSets(user, asked, options, engine));
    if (asked.kind === 'flush-logs') {
      await queryLog.flush();
      return nothing;
    }
    const managed = await manageAccess(access, request, asked);
    if (managed === undefined) return nothing;
    const statement = answerNames(await disk.admit(managed), { queryId: options.queryId, user: user.name });
    await access.filtersStand(access.rightsOf(user, options.role));
    return withSpooledData(statement, spool, signal, (ready) => {
      const work = () => this.#withRights(request, record, ready, sink);
      // A KILL must not wait for the places that it is to free.
      return ready.kind === 'kill' ? work() : admission.run(user.name, signal, work);
    });
  }

  /** Rights are taken when the statement is let in, and hold until its end. */
  #withRights(
    request: QueryRequest,
    record: QueryRecord,
    statement: ReadyStatement,
    sink: ResultSink,
  ): Promise<QuerySummary> {
    const { access, sessions, turnstile } = this.#parts;
    const { user, options } = request;
    return turnstile.pass((leave) => {
      const rights = access.rightsOf(user, options.role);
      // Other rights, another session: the engine's cannot go back to fewer.
      const owner = { name: JSON.stringify([user.name, rights]), bound: rights.readOnly };
      const stoppable = { ...request, signal: AbortSignal.any([request.signal, leave]) };
      const work = () =>
        sessions.use(owner, options.session, (session, memory) =>
          this.#inSession({ session, memory }, stoppable, rights, record, statement, sink),
        );
      return changesShapes(statement) ? access.changingShapes(work) : work();
    });
  }

  async #inSession(
    { session, memory }: { readonly session: EngineSession; readonly memory: SessionMemory | undefined },
    { user, options, tables, signal }: QueryRequest,
    rights: SessionRights,
    record: QueryRecord,
    statement: ReadyStatement,
    sink: ResultSink,
  ): Promise<QuerySummary> {
    const limited = user.rights === 'reader' ? withReaderLimits(options, this.#parts.limits) : options;
    const preparation = { options: limited, rights, tables, statement };
    return inPreparedSession(session, memory, preparation, async () => {
      signal.throwIfAborted();
      record.started = true;
      const tag = queryTag(options.queryId, user.name);
      return this.#killedOn(signal, tag, () => this.#watched(session, statement, tag, user, sink));
    });
  }

  async #watched(
    session: EngineSession,
    statement: ReadyStatement,
    tag: string,
    user: ClickHouseUser,
    sink: ResultSink,
  ): Promise<QuerySummary> {
    const { engine, pipes, progress } = this.#parts;
    if (statement.kind === 'flush-logs') return nothing;
    if (statement.kind === 'kill') {
      const onlyUser = user.rights === 'reader' || user.rights === 'granted' ? user.name : undefined;
      const resultRows = await killQueries(engine, session, { ...statement, onlyUser, tag }, sink);
      return { ...nothing, resultRows };
    }
    const { result, progress: seen } = await progress.during(
      tag,
      (now) => sink.progress(now),
      () => execute(session, pipes, statement, tag, sink),
    );
    return seen === undefined ? result : { ...result, progress: combined(result.progress, seen) };
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

function queryRecord({ user, options, client }: QueryRequest): QueryRecord {
  const [startedAt, startedMs] = [new Date(), performance.now()];
  return { user: user.name, options, client, startedAt, startedMs, sql: undefined, started: false };
}

/** What the result told is exact; what was last seen may be a little behind. */
function combined(told: Progress, seen: Progress): Progress {
  return {
    readRows: told.readRows || seen.readRows,
    readBytes: told.readBytes || seen.readBytes,
    totalRowsToRead: seen.totalRowsToRead,
    memoryUsage: seen.memoryUsage,
  };
}
