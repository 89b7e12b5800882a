import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { EngineSession } from '../engine/session.ts';
import type { KillQuery } from '../sql/kill-query.ts';
import { type LiteralColumn, literalTable } from '../sql/literal-table.ts';
import { stringLiteral } from '../sql/literals.ts';
import { maskSecrets } from '../sql/mask-secrets.ts';
import { runningView } from '../system/views.ts';
import type { WaitingQuery } from './admit.ts';
import type { ResultSink } from './result-sink.ts';

/** A query that waits for its place, of which the engine knows nothing. */
export interface KillableQuery extends Omit<WaitingQuery, 'end'> {
  readonly end: () => void;
  /** Resolves when it has ended. */
  readonly over: Promise<unknown>;
}

/** One query that is meant: the engine's own id, empty for one that waits; id, user and text as clients know them. */
const meantRow = z.tuple([z.string(), z.string(), z.string(), z.string()]);
type Meant = z.output<typeof meantRow>;

export interface KillOrder {
  readonly kill: KillQuery;
  readonly format: string;
  /** Set for those who may only end their own queries. */
  readonly onlyUser: string | undefined;
  /** Tag of the KILL itself, which is not meant. */
  readonly tag: string;
  readonly waiting: readonly KillableQuery[];
}

const statusOf = { SYNC: 'finished', ASYNC: 'waiting', TEST: 'unknown_status' } as const;
const lookAgainMs = 20;
const longestWaitMs = 60_000;

/**
 * Ends the queries that a condition names, and answers them as a server does. The engine is always told ASYNC, since its SYNC was
 * seen to hang; the wait is ours. Throws ServerError when the condition is no condition.
 */
export async function killQueries(
  engine: Engine,
  session: EngineSession,
  order: KillOrder,
  sink: ResultSink,
): Promise<number> {
  // A condition of somebody with few rights is plain, see KillQuery; others have their own session evaluate theirs.
  const asker = order.onlyUser === undefined ? session : engine.root;
  const meant = await find(asker, await candidates(engine, order.waiting), order);
  if (order.kill.mode !== 'TEST') await end(engine, meant, order);
  sink.begin(order.format);
  if (meant.length > 0) await sink.write(await table(engine, meant, order));
  return meant.length;
}

/** What runs, and what waits, with the columns of `system.processes`. */
async function candidates(engine: Engine, waiting: readonly KillableQuery[]): Promise<string> {
  if (waiting.length === 0) return runningView;
  const described = await engine.rows(`DESCRIBE TABLE ${runningView}`);
  const columns = described.map(([name, type]): LiteralColumn => [String(name), String(type)]);
  // What is null takes the column's default.
  const rows = waiting.map(known).map((row) => columns.map(([name]) => row[name] ?? null));
  return `(SELECT * FROM ${runningView} UNION ALL SELECT * FROM ${literalTable(columns, rows)})`;
}

function known({ queryId, user, sql, since }: KillableQuery): Readonly<Record<string, unknown>> {
  return {
    ...{ query_id: queryId, initial_query_id: queryId, is_initial_query: 1 },
    ...{ user, initial_user: user, query: maskSecrets(sql), elapsed: (performance.now() - since) / 1000 },
  };
}

async function find(
  asker: EngineSession,
  from: string,
  { kill, onlyUser, tag }: KillOrder,
): Promise<Meant[]> {
  const own = onlyUser === undefined ? '' : ` AND user = ${stringLiteral(onlyUser)}`;
  const sql = `SELECT engine_query_id, query_id, user, query FROM ${from}
WHERE (${kill.where}
)${own} AND tag != ${stringLiteral(tag)}`;
  return z.array(meantRow).parse(await asker.rows(sql));
}

async function end(engine: Engine, meant: readonly Meant[], { kill, waiting }: KillOrder): Promise<void> {
  const waits = kill.mode === 'SYNC';
  const meantToWait = new Set(meant.filter(([id]) => id === '').map(([, queryId]) => queryId));
  const ended = waiting.filter(({ queryId }) => meantToWait.has(queryId));
  for (const query of ended) query.end();
  const ids = meant.map(([id]) => id).filter((id) => id !== '');
  if (ids.length > 0) await endRunning(engine, ids, waits);
  if (waits) await Promise.all(ended.map(({ over }) => over));
}

async function endRunning(engine: Engine, engineIds: readonly string[], wait: boolean): Promise<void> {
  const ids = engineIds.map(stringLiteral).join(', ');
  const deadline = performance.now() + longestWaitMs;
  for (;;) {
    await engine.root.run(`KILL QUERY WHERE query_id IN (${ids}) ASYNC`);
    if (!wait || performance.now() > deadline) return;
    const left = await engine.ask(`SELECT count() FROM system.processes WHERE query_id IN (${ids})`);
    if (left === '0') return;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

async function table(engine: Engine, meant: readonly Meant[], order: KillOrder): Promise<Uint8Array> {
  const status = statusOf[order.kill.mode];
  const rows = meant.map(([, ...columns]) => `(${[status, ...columns].map(stringLiteral).join(', ')})`);
  const structure = 'kill_status String, query_id String, user String, query String';
  const sql = `SELECT * FROM values(${stringLiteral(structure)}, ${rows.join(', ')})`;
  return (await engine.root.run(sql, order.format)).bytes;
}
