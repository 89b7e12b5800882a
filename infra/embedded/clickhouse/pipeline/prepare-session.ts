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
  const statements = [
    ...(role === undefined ? [] : [`SET ROLE ${role}`]),
    ...(options.database === undefined ? [] : [`USE ${quotedIdentifier(options.database)}`]),
    ...assignments(options),
    ...(readOnly === undefined ? [] : [`SET readonly = ${stringLiteral(readOnly)}`]),
  ];
  if (statements.length > 0) await session.run(statements.join('; '));
}

/** A user with a role is always read-only. Others may ask for it, in a session that ends with the request. */
function readOnlyLevel(options: QueryOptions, role: string | undefined): string | undefined {
  if (role !== undefined) return '1';
  return options.session === undefined ? options.settings.get('readonly') : undefined;
}

function assignments(options: QueryOptions): string[] {
  const settings = [...options.settings].filter(([name]) => name !== 'readonly');
  const all = [...settings, ...[...options.params].map(([name, value]) => [`param_${name}`, value] as const)];
  return all.length === 0
    ? []
    : [`SET ${all.map(([name, value]) => `${name} = ${stringLiteral(value)}`).join(', ')}`];
}
