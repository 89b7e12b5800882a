import type { EngineSession } from './session.ts';

/** The database that names without one are looked up in. */
export async function currentDatabase(session: EngineSession): Promise<string> {
  const { bytes } = await session.run('SELECT currentDatabase()', 'JSONCompactEachRow');
  const [name]: string[] = JSON.parse(Buffer.from(bytes).toString());
  return name ?? 'default';
}
