import { ServerError } from '../server-error.ts';

/** Names in these messages are quoted as a server quotes them. */
const quoted = (name: string) => `\`${name}\``;

export function unknownEntity(what: 'user' | 'role', name: string): ServerError {
  const found = `There is no ${what} ${quoted(name)} in user directories`;
  return what === 'user'
    ? new ServerError(192, 'UNKNOWN_USER', found)
    : new ServerError(511, 'UNKNOWN_ROLE', found);
}

export function unknownPrincipal(name: string): ServerError {
  return new ServerError(511, 'UNKNOWN_ROLE', `There is no user or role ${quoted(name)} in user directories`);
}

export function unknownPolicy(name: string, database: string, table: string): ServerError {
  return new ServerError(
    523,
    'UNKNOWN_ROW_POLICY',
    `There is no row policy \`${name} ON ${database}.${table}\` in user directories`,
  );
}

export function alreadyExists(what: string, name: string): ServerError {
  return new ServerError(
    493,
    'ACCESS_ENTITY_ALREADY_EXISTS',
    `${what} ${quoted(name)}: ${what} with this name already exists in user directories`,
  );
}

/** Of a user that stands in yardstick.yaml or was made by the program itself. */
export function readOnlyUser(name: string): ServerError {
  return new ServerError(
    495,
    'ACCESS_STORAGE_READONLY',
    `Cannot change user ${quoted(name)} by SQL because it comes from the configuration: change yardstick.yaml and start again`,
  );
}

export function notGranted(user: string, role: string): ServerError {
  return new ServerError(
    512,
    'SET_NON_GRANTED_ROLE',
    `${user}: Role ${role} should be granted to set as a current`,
  );
}

export function denied(user: string, grant: string): ServerError {
  return new ServerError(
    497,
    'ACCESS_DENIED',
    `${user}: Not enough privileges. To execute this query, it's necessary to have the grant ${grant}`,
  );
}
