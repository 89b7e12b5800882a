import type { EngineSession } from '../engine/session.ts';
import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * Puts a session into the state that a request asks for, in one call.
 * The order is the point: the role first, so that everything after is checked against it; `readonly` last, because it can
 * never be taken back in that session.
 */
export async function prepareSession(
  session: EngineSession,
  options: QueryOptions,
  role: string | undefined,
): Promise<void> {
  const readOnly = readOnlyLevel(options, role);
  const params = assignments([...options.params].map(([name, value]) => [`param_${name}`, value]));
  const room = await roomFor(session, params);
  const statements = [
    ...(role === undefined ? [] : [`SET ROLE ${role}`]),
    ...(options.database === undefined ? [] : [`USE ${quotedIdentifier(options.database)}`]),
    ...params,
    ...room,
    ...assignments([...options.settings].filter(([name]) => name !== 'readonly')),
    ...(readOnly === undefined ? [] : [`SET readonly = ${stringLiteral(readOnly)}`]),
  ];
  if (statements.length > 0) await session.run(statements.join('; '));
}

/** Shorter texts fit into the engine's default of `max_query_size`, 256 KiB. */
const shortText = 60_000;

/** Values of parameters count for no limit in a server; here they are part of a text. Answers what takes the room away again. */
async function roomFor(session: EngineSession, params: readonly string[]): Promise<readonly string[]> {
  const length = params.reduce((sum, text) => sum + text.length, 0);
  if (length < shortText) return [];
  await session.run(`SET max_query_size = ${4 * length + shortText}`);
  return ['SET max_query_size = DEFAULT'];
}

/** A user with a role is always read-only. Others may ask for it, in a session that ends with the request. */
function readOnlyLevel(options: QueryOptions, role: string | undefined): string | undefined {
  if (role !== undefined) return '1';
  return options.session === undefined ? options.settings.get('readonly') : undefined;
}

function assignments(all: readonly (readonly [string, string])[]): string[] {
  return all.length === 0
    ? []
    : [`SET ${all.map(([name, value]) => `${name} = ${stringLiteral(value)}`).join(', ')}`];
}
