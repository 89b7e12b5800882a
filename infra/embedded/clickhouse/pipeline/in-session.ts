import type { SessionRights } from '../access/session-rights.ts';
import { currentDatabase } from '../engine/current-database.ts';
import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import { tokens } from '../sql/lexer.ts';
import { maskSecrets } from '../sql/mask-secrets.ts';
import type { ReadyStatement } from './execute.ts';
import { attachTables, detachTables, type ExternalTable } from './external-tables.ts';
import { beginSession, prepareSession } from './prepare-session.ts';
import type { QueryOptions } from './query-options.ts';
import { tagSetting } from './query-tag.ts';
import { refuseInnerSettings } from './refuse-inner-settings.ts';
import { takeBack, takingBack } from './session-state.ts';
import type { SessionMemory } from './sessions.ts';

export interface Preparation {
  readonly options: QueryOptions;
  readonly rights: SessionRights;
  readonly tables: readonly ExternalTable[];
  readonly statement: ReadyStatement;
  /** What the statement is known by while it runs. */
  readonly tag: string;
}

/** Runs the work in a session that is in the state the request asks for; a session that lives on is put back afterwards. Throws 452. */
export async function inPreparedSession<T>(
  session: EngineSession,
  memory: SessionMemory | undefined,
  { options, rights, tables, statement, tag: own }: Preparation,
  work: () => Promise<T>,
): Promise<T> {
  refuseInnerSettings(rights, statement.sql);
  const tag = losesComments(statement.sql) ? own : undefined;
  await attachTables(session, tables);
  if (memory === undefined) {
    await prepareSession(
      session,
      { ...options, database: options.database ?? rights.defaultDatabase },
      rights,
      { tag },
    );
    return work();
  }
  refuseForeignParams(memory, options, statement);
  if (!memory.lasting) return inRemembered(session, memory, { options, rights, statement, tag }, work);
  if (!memory.begun) await beginSession(session, rights);
  memory.begun = true;
  // SET and USE are about the session itself, so nothing of the request may lie over it.
  const asked = statement.kind === 'session' ? withoutState(options) : options;
  const back = [
    ...(await takingBack(session, asked, rights)),
    ...(tag === undefined ? [] : [`SET ${tagSetting} = DEFAULT`]),
  ];
  try {
    await prepareSession(session, asked, rights, { isBegun: true, tag });
    return await work();
  } finally {
    await takeBack(session, back);
    await detachTables(session, tables);
    remember(memory, options, statement);
  }
}

async function inRemembered<T>(
  session: EngineSession,
  memory: SessionMemory,
  {
    options,
    rights,
    statement,
    tag,
  }: Pick<Preparation, 'options' | 'rights' | 'statement'> & {
    readonly tag: string | undefined;
  },
  work: () => Promise<T>,
): Promise<T> {
  const database = options.database ?? memory.database ?? rights.defaultDatabase;
  await prepareSession(session, { ...options, database }, rights, { tag });
  const result = await work();
  if (statement.kind === 'session') memory.database = await currentDatabase(session);
  return result;
}

/** The engine would take a value that an earlier request brought along; a server has forgotten it. */
function refuseForeignParams(memory: SessionMemory, { params }: QueryOptions, { sql }: ReadyStatement): void {
  if (memory.foreignParams.size === 0) return;
  for (const name of placeholders(sql))
    if (memory.foreignParams.has(name) && !params.has(name))
      throw new ServerError(456, 'UNKNOWN_QUERY_PARAMETER', `Substitution \`${name}\` is not set`);
}

function remember(memory: SessionMemory, { params }: QueryOptions, statement: ReadyStatement): void {
  for (const name of params.keys()) memory.foreignParams.add(name);
  if (statement.kind !== 'session') return;
  for (const [, name = ''] of statement.sql.matchAll(/\bparam_(\w+)/g)) memory.foreignParams.delete(name);
}

/** Names in `{name:Type}`. */
function* placeholders(sql: string): Generator<string> {
  const all = [...tokens(sql)];
  for (const [index, token] of all.entries())
    if (all[index - 1]?.text === '{' && token.kind === 'word' && all[index + 1]?.text === ':')
      yield token.text;
}

/** Statements that the engine lists in a form of its own: with values in place of parameters, and without secrets. */
function losesComments(sql: string): boolean {
  return placeholders(sql).next().done !== true || maskSecrets(sql) !== sql;
}

function withoutState(options: QueryOptions): QueryOptions {
  return { ...options, database: undefined, settings: new Map() };
}
