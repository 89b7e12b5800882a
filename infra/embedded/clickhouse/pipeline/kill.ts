import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { EngineSession } from '../engine/session.ts';
import type { KillQuery } from '../sql/kill-query.ts';
import { stringLiteral } from '../sql/literals.ts';
import { runningView } from '../system/views.ts';
import type { ResultSink } from './result-sink.ts';

/** One query that is meant: the engine's own id; id, user and text as clients know them. */
const meantRow = z.tuple([z.string(), z.string(), z.string(), z.string()]);
type Meant = z.output<typeof meantRow>;

export interface KillOrder {
  readonly kill: KillQuery;
  readonly format: string;
  /** Set for those who may only end their own queries. */
  readonly onlyUser: string | undefined;
  /** Tag of the KILL itself, which is not meant. */
  readonly tag: string;
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
  const meant = await find(asker, order);
  if (meant.length > 0 && order.kill.mode !== 'TEST') await end(engine, meant, order.kill.mode === 'SYNC');
  sink.begin(order.format);
  if (meant.length > 0) await sink.write(await table(engine, meant, order));
  return meant.length;
}

async function find(asker: EngineSession, { kill, onlyUser, tag }: KillOrder): Promise<Meant[]> {
  const own = onlyUser === undefined ? '' : ` AND user = ${stringLiteral(onlyUser)}`;
  const sql = `SELECT engine_query_id, query_id, user, query FROM ${runningView}
WHERE (${kill.where}
)${own} AND tag != ${stringLiteral(tag)}`;
  return z.array(meantRow).parse(await asker.rows(sql));
}

async function end(engine: Engine, meant: readonly Meant[], wait: boolean): Promise<void> {
  const ids = meant.map(([id]) => stringLiteral(id)).join(', ');
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
