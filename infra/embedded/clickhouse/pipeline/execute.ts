import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OutputPipes } from '../engine/output.ts';
import type { EngineSession } from '../engine/session.ts';
import { spoolFile } from '../spool-file.ts';
import { fromInfile } from '../sql/insert-clause.ts';
import { intoOutfile } from '../sql/output-clause.ts';
import type { Statement } from './classify.ts';
import { ProgressFirst, tellsProgress } from './progress-rows.ts';
import { nothing, type QuerySummary, type ResultSink } from './result-sink.ts';
import { inBody, withStatistics } from './statistics.ts';

/** An INSERT with its rows on disk, other statements as they were. */
export type ReadyStatement =
  | Exclude<Statement, { kind: 'insert-data' }>
  | (Extract<Statement, { kind: 'insert-data' }> & { readonly file: string });

/**
 * Calls `work` with the body's rows in a file: the engine reads any format from a file, in parallel and with
 * constant memory, and an upload that breaks off has inserted nothing. Takes no place among the running queries.
 */
export async function withSpooledData<T>(
  statement: Statement,
  folder: string,
  signal: AbortSignal,
  work: (ready: ReadyStatement) => Promise<T>,
): Promise<T> {
  if (statement.kind !== 'insert-data') return work(statement);
  const file = join(folder, `body-${randomUUID()}`);
  try {
    await pipeline(Readable.from(statement.data, { objectMode: false }), spoolFile(file), { signal });
    return await work({ ...statement, file });
  } finally {
    await rm(file, { force: true });
  }
}

/** Runs the statement, marked with the tag, in a prepared session. Throws ServerError. */
export async function execute(
  session: EngineSession,
  pipes: OutputPipes,
  statement: EngineStatement,
  tag: string,
  sink: ResultSink,
): Promise<QuerySummary> {
  switch (statement.kind) {
    case 'read':
      return read(session, pipes, statement, tag, sink);
    case 'insert-data':
      return readingWhatIsWritten(
        await insert(session, `${tag} ${fromInfile(statement.insert, statement.file)}`),
      );
    case 'insert':
      return insert(session, `${tag} ${statement.sql}`);
    case 'session':
      await session.run(`${tag} ${statement.sql}`);
      return nothing;
    case 'command':
      return command(session, statement, tag, sink);
  }
}

/** Those that the engine runs itself. */
export type EngineStatement = Exclude<ReadyStatement, { kind: 'kill' | 'flush-logs' | 'set-role' }>;

async function read(
  session: EngineSession,
  pipes: OutputPipes,
  statement: Extract<Statement, { kind: 'read' }>,
  tag: string,
  sink: ResultSink,
): Promise<QuerySummary> {
  const { output, format } = statement;
  sink.begin(format);
  const statistics = inBody(format);
  const ordered = tellsProgress(format) ? new ProgressFirst((chunk) => sink.write(chunk)) : undefined;
  const fill = (path: string) => session.run(`${tag} ${intoOutfile(output, path, format)}`);
  const write = (chunk: Uint8Array) => {
    statistics?.look(chunk);
    return (ordered ?? sink).write(chunk);
  };
  const result = await pipes.stream(fill, write).finally(() => ordered?.end());
  const summary = { ...nothing, resultRows: result.rowsRead, resultBytes: result.bytesRead };
  return withStatistics(summary, statistics);
}

async function insert(session: EngineSession, sql: string): Promise<QuerySummary> {
  const result = await session.insert(sql);
  return { ...nothing, writtenRows: result.rowsWritten, writtenBytes: result.bytesWritten };
}

async function command(
  session: EngineSession,
  statement: Extract<Statement, { kind: 'command' }>,
  tag: string,
  sink: ResultSink,
): Promise<QuerySummary> {
  const result = await session.run(`${tag} ${statement.sql}`, statement.format);
  sink.begin(statement.format);
  if (result.bytes.length > 0) await sink.write(result.bytes);
  return { ...nothing, resultRows: result.rowsRead, resultBytes: result.bytesRead };
}

/** Of rows that come with the request a server counts as many read as written. */
function readingWhatIsWritten(summary: QuerySummary): QuerySummary {
  const { writtenRows, writtenBytes } = summary;
  const progress = { readRows: writtenRows, readBytes: writtenBytes, totalRowsToRead: 0, memoryUsage: 0 };
  return { ...summary, progress };
}
