import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { QuotaAsker, Quotas } from '../access/quotas.ts';
import type { RoleChoice, SessionRights } from '../access/session-rights.ts';
import type { Turnstile } from '../access/turnstile.ts';
import type { Engine } from '../engine/engine.ts';
import type { OutputPipes } from '../engine/output.ts';
import type { EngineSession } from '../engine/session.ts';
import type { Limits } from '../limits.ts';
import { ServerError } from '../server-error.ts';
import type { QueryLogWriter } from '../system/query-log.ts';
import { processesView } from '../system/views.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Admission } from './admit.ts';
import { answerNames } from './answer-names.ts';
import { authorise } from './authorise.ts';
import { classify } from './classify.ts';
import type { ClientInfo } from './client-info.ts';
import { errorFor } from './error-for.ts';
import { execute, type ReadyStatement, withSpooledData } from './execute.ts';
import type { ExternalTable } from './external-tables.ts';
import type { DiskGuard } from './guard-disk.ts';
import { inPreparedSession } from './in-session.ts';
import { accountFor, admitToQuota, quotaTables } from './keep-quota.ts';
import { type KillableQuery, killQueries } from './kill.ts';
import { changesShapes, manageAccess } from './manage-access.ts';
import type { ProgressWatch } from './progress.ts';
import { withProgressLooks } from './progress-rows.ts';
import { logFailed, logFinished } from './query-log.ts';
import type { QueryOptions } from './query-options.ts';
import { failedRow, finishedRow, type QueryRecord, startedRow } from './query-record.ts';
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
  readonly quotas: Quotas;
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
      accountFor(record, summary);
      logFinished(log, record, summary);
      queryLog.add(finishedRow(record, summary));
      return summary;
    } catch (caught) {
      const error = request.signal.aborted ? cancelled() : errorFor(request.user.name, caught);
      accountFor(record, undefined);
      logFailed(log, record, error);
      queryLog.add(failedRow(record, error));
      throw error;
    }
  }

  async #stages(request: QueryRequest, record: QueryRecord, sink: ResultSink): Promise<QuerySummary> {
    const { access, engine, spool, admission, turnstile, queryLog, disk, userFiles, sessions } = this.#parts;
    const { quotas } = this.#parts;
    const { user, options, signal } = request;
    const choice = { asked: options.role, kept: sessions.rolesOf(user.name, options.session) };
    record.quota = quotas.shareOf(quotaAsker(request, access.rightsOf(user, choice)));
    const text = await readStatement(options, request.body);
    record.sql = loggedText(text);
    const asked = await turnstile.pass(() => classify(text, options.defaultFormat, engine));
    admitToQuota(record.quota, asked);
    authorise(user, asked, options, request.readOnlyMethod, userFiles);
    await turnstile.pass(() => refuseSets(user, asked, options, engine));
    if (asked.kind === 'flush-logs') {
      queryLog.add(startedRow(record));
      await queryLog.flush();
      return nothing;
    }
    const managed = await manageAccess(access, request, choice, asked);
    if (managed === undefined) {
      queryLog.add(startedRow(record));
      return nothing;
    }
    const rights = access.rightsOf(user, choice);
    const names = { queryId: options.queryId, user: user.name, roles: rights.roles };
    const tables = new Map([['processes', () => processesView], ...quotaTables(quotas, record.quota, user)]);
    const statement = answerNames(await disk.admit(managed), names, tables);
    await access.filtersStand(rights);
    return withSpooledData(statement, spool, signal, (ready) => {
      const work = (stop: AbortSignal) =>
        this.#withRights({ ...request, signal: stop }, choice, record, ready, sink);
      // A KILL must not wait for the places that it is to free.
      if (ready.kind === 'kill') return work(signal);
      return admission.run({ user: user.name, queryId: options.queryId, sql: ready.sql }, signal, work);
    });
  }

  /** Rights are taken when the statement is let in, and hold until its end. */
  #withRights(
    request: QueryRequest,
    choice: RoleChoice,
    record: QueryRecord,
    statement: ReadyStatement,
    sink: ResultSink,
  ): Promise<QuerySummary> {
    const { access, sessions, turnstile } = this.#parts;
    const { user, options } = request;
    return turnstile.pass((leave) => {
      const rights = access.rightsOf(user, choice);
      // Other filters, another engine session: what carries them is fixed in it.
      const owner = {
        name: user.name,
        binding: JSON.stringify([rights.filters ?? null, rights.readOnly]),
        readOnly: rights.readOnly !== undefined,
      };
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
    if (statement.kind === 'set-role') {
      if (memory !== undefined) memory.roles = statement.roles;
      return nothing;
    }
    const { limits, queryLog } = this.#parts;
    const limited = user.rights === 'reader' ? withReaderLimits(rights, options, limits) : rights;
    const tag = queryTag(options.queryId, user.name);
    const preparation = {
      tag,
      options: withProgressLooks(options, statement),
      rights: limited,
      tables,
      statement,
    };
    return inPreparedSession(session, memory, preparation, async () => {
      signal.throwIfAborted();
      queryLog.add(startedRow(record));
      record.executingMs = performance.now();
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
    if (statement.kind === 'flush-logs' || statement.kind === 'set-role') return nothing;
    if (statement.kind === 'kill') {
      const onlyUser = user.rights === 'reader' || user.rights === 'granted' ? user.name : undefined;
      const order = { ...statement, onlyUser, tag, waiting: this.#waiting() };
      const resultRows = await killQueries(engine, session, order, sink);
      return { ...nothing, resultRows };
    }
    const { result, progress: seen } = await progress.during(
      tag,
      { followed: sink.followed, onProgress: (now) => sink.progress(now) },
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

  /** What waits for a place, as KILL takes it. */
  #waiting(): readonly KillableQuery[] {
    return this.#parts.admission.waiting().map((query) => ({
      ...query,
      end: () => query.end(cancelled()),
      over: Promise.allSettled([this.#running.get(query.queryId)]),
    }));
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
  return {
    user: user.name,
    options,
    client,
    startedAt,
    startedMs,
    sql: undefined,
    shared: undefined,
    executingMs: undefined,
    quota: undefined,
  };
}

function quotaAsker({ user, client }: QueryRequest, { roles }: SessionRights): QuotaAsker {
  const { address, forwardedFor, quotaKey } = client;
  return { user: user.name, roles: roles.enabled, address, forwardedFor, clientKey: quotaKey };
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
