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
  const statements = [
    ...(role === undefined ? [] : [`SET ROLE ${role}`]),
    ...(options.database === undefined ? [] : [`USE ${quotedIdentifier(options.database)}`]),
    ...assignments(options),
    ...(role === undefined ? [] : ['SET readonly = 1']),
  ];
  if (statements.length > 0) await session.run(statements.join('; '));
}

function assignments(options: QueryOptions): string[] {
  const settings = [...options.settings].filter(([name]) => name !== 'readonly');
  const all = [...settings, ...[...options.params].map(([name, value]) => [`param_${name}`, value] as const)];
  return all.length === 0
    ? []
    : [`SET ${all.map(([name, value]) => `${name} = ${stringLiteral(value)}`).join(', ')}`];
}
