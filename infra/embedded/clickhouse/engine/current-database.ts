import type { EngineSession } from './session.ts';

/** The database that names without one are looked up in. */
export async function currentDatabase(session: EngineSession): Promise<string> {
  const [[name = 'default'] = []] = await session.rows('SELECT currentDatabase()');
  return String(name);
}
