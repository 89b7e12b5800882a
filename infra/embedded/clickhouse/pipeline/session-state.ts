import type { SessionRights } from '../access/session-rights.ts';
import { currentDatabase } from '../engine/current-database.ts';
import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import { stringLiteral } from '../sql/literals.ts';
import { inDatabase } from './prepare-session.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * The statements that take back what a request sets for itself in a session that lives on: a server keeps there what `SET` and
 * `USE` said, not what a request's parameters say. Costs one question, and nothing for a request that sets nothing.
 */
export async function takingBack(
  session: EngineSession,
  options: QueryOptions,
  rights: SessionRights,
): Promise<readonly string[]> {
  return [...(await databaseBefore(session, options, rights)), ...(await settingsBefore(session, options))];
}

/** Runs those statements. A database that was dropped meanwhile cannot be gone back to. */
export async function takeBack(session: EngineSession, statements: readonly string[]): Promise<void> {
  for (const sql of statements)
    await session.run(sql).catch((caught: unknown) => {
      if (!(caught instanceof ServerError && caught.code === unknownDatabase)) throw caught;
    });
}

const unknownDatabase = 81;

async function databaseBefore(
  session: EngineSession,
  { database }: QueryOptions,
  rights: SessionRights,
): Promise<readonly string[]> {
  if (database === undefined) return [];
  return inDatabase(await currentDatabase(session), rights, true);
}

async function settingsBefore(
  session: EngineSession,
  { settings }: QueryOptions,
): Promise<readonly string[]> {
  if (settings.size === 0) return [];
  const names = [...settings.keys()].map(stringLiteral).join(', ');
  const found = await session.rows(
    `SELECT name, value, changed::String FROM system.settings WHERE name IN (${names})`,
  );
  return found.map(([name, value, changed]) =>
    changed === '1' ? `SET ${name} = ${stringLiteral(String(value))}` : `SET ${name} = DEFAULT`,
  );
}
