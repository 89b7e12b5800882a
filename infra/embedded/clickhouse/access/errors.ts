import { ServerError } from '../server-error.ts';

/** Names in these messages are quoted as a server quotes them. */
const quoted = (name: string) => `\`${name}\``;

const unknown = {
  user: [192, 'UNKNOWN_USER'],
  role: [511, 'UNKNOWN_ROLE'],
  quota: [199, 'UNKNOWN_QUOTA'],
  'settings profile': [180, 'THERE_IS_NO_PROFILE'],
} as const;

/** Things that are told by a name alone. */
export type UnknownKind = keyof typeof unknown;

export function unknownEntity(what: UnknownKind, name: string): ServerError {
  const [code, type] = unknown[what];
  return new ServerError(code, type, `There is no ${what} ${quoted(name)} in user directories`);
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

export function clientKeyMissing(quota: string, user: string): ServerError {
  return new ServerError(
    200,
    'QUOTA_REQUIRES_CLIENT_KEY',
    `Quota ${quota} (for user ${user}) requires a client supplied key.`,
  );
}

/** What there was too much of, in an interval of so many seconds. */
export interface Excess {
  readonly type: string;
  readonly used: number;
  readonly max: number;
  readonly seconds: number;
  readonly endMs: number;
}

export function quotaExceeded(user: string, quota: string, excess: Excess): ServerError {
  const { type, used, max, seconds, endMs } = excess;
  return new ServerError(
    201,
    'QUOTA_EXCEEDED',
    `Quota for user ${quoted(user)} for ${seconds}s has been exceeded: ${type} = ${used}/${max}. Interval will end at ${timeText(endMs)}. Name of quota template: ${quoted(quota)}.`,
  );
}

/** A time as ClickHouse writes it, in UTC. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
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
