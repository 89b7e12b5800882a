import { filteredRole } from '../access/engine-role.ts';
import { carrier, filterRole } from '../access/row-filters.ts';
import type { SessionRights } from '../access/session-rights.ts';
import type { EngineSession } from '../engine/session.ts';
import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';
import type { QueryOptions } from './query-options.ts';
import { tagSetting } from './query-tag.ts';

/** Puts a session that will live on into the state that sessions of the user begin with. */
export async function beginSession(session: EngineSession, rights: SessionRights): Promise<void> {
  const statements = [...inDatabase(rights.defaultDatabase, rights, false), ...ownSettings(rights)];
  if (statements.length > 0) await session.run(statements.join('; '));
}

/**
 * Puts a session into the state that a request asks for, in one call.
 * The order is the point: the roles first, so that everything after is checked against them; the user's own settings before those of
 * the request, which are held to their bounds; what carries the row filters after these, then the profile that fixes it; `readonly` last,
 * or before the request's settings where it binds them too. None of these can be taken back in that session.
 */
export async function prepareSession(
  session: EngineSession,
  options: QueryOptions,
  rights: SessionRights,
  { isBegun = false, tag }: { readonly isBegun?: boolean; readonly tag?: string | undefined } = {},
): Promise<void> {
  const readOnly = readOnlyLevel(options, rights);
  const params = assignments([
    ...[...options.params].map(([name, value]): [string, string] => [`param_${name}`, value]),
    ...(tag === undefined ? [] : [[tagSetting, tag] as const]),
  ]);
  const room = await roomFor(session, params);
  const asked = assignments([...options.settings].filter(([name]) => !isOurs(name, rights)));
  const statements = [
    ...inDatabase(options.database, rights, isBegun),
    ...params,
    ...room,
    ...(isBegun ? [] : ownSettings(rights)),
    ...(rights.bindsSettings ? [] : asked),
    ...(rights.filters === undefined ? [] : locked(rights.filters)),
    ...(readOnly === undefined ? [] : [`SET readonly = ${stringLiteral(readOnly)}`]),
    ...(rights.bindsSettings ? asked : []),
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

/**
 * Statements that put on the roles, in a database. Whoever asks need not have rights on it, unlike for `USE`: a server looks at rights only
 * when something in it is asked for. A session that has not begun has all roles on.
 */
export function inDatabase(name: string | undefined, rights: SessionRights, isBegun: boolean): string[] {
  const use = name === undefined ? [] : [`USE ${quotedIdentifier(name)}`];
  if (rights.engineRoles === undefined) return use;
  const roles = `SET ROLE ${rolesOf(rights).join(', ')}`;
  return isBegun && name !== undefined ? ['SET ROLE admin', ...use, roles] : [...use, roles];
}

/** The values first: they need not keep to the bounds that requests are held to. */
function ownSettings({ settings, profile }: SessionRights): string[] {
  return [
    ...assignments(settings),
    ...(profile === undefined ? [] : [`SET profile = ${stringLiteral(profile)}`]),
  ];
}

function rolesOf({ engineRoles = [], filters = [] }: SessionRights): string[] {
  if (filters.length === 0) return [...engineRoles];
  const worn = engineRoles.map((role) => (role === 'everyone' ? role : filteredRole(role)));
  return [...worn, ...filters.map(filterRole)];
}

/** The query cache knows nothing of the filters. */
function locked(filters: readonly string[]): string[] {
  return [
    `SET log_comment = ${stringLiteral(carrier(filters))}, use_query_cache = 0`,
    "SET profile = 'locked'",
  ];
}

/** A reader is always read-only. Others may ask for it, in a session that ends with the request. */
function readOnlyLevel(options: QueryOptions, { readOnly }: SessionRights): string | undefined {
  if (readOnly !== undefined) return readOnly;
  return options.session === undefined ? options.settings.get('readonly') : undefined;
}

/** Clients set these for their own ends; in a locked session they have another one. */
const lockedSettings = new Set(['log_comment', 'use_query_cache', 'profile']);

function isOurs(name: string, { filters, bindsSettings }: SessionRights): boolean {
  return (name === 'readonly' && !bindsSettings) || (filters !== undefined && lockedSettings.has(name));
}

function assignments(all: readonly (readonly [string, string])[]): string[] {
  return all.length === 0
    ? []
    : [`SET ${all.map(([name, value]) => `${name} = ${stringLiteral(value)}`).join(', ')}`];
}
