import { z } from 'zod';
import { quotaInterval, quotaKeys } from './quota-limits.ts';
import { settingsElement } from './settings-element.ts';

/** How a password is checked. `argon2` always holds an argon2id hash: of the password, or of the older hash that was given in its place. */
const authentication = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('none') }),
  z.strictObject({
    scheme: z.enum(['password', 'sha256', 'double-sha1']),
    /** What ClickHouse calls it, for SHOW CREATE USER. */
    shownAs: z.string(),
    argon2: z.string().startsWith('$argon2id$'),
    /** Put behind the password before SHA-256 is taken. */
    salt: z.string(),
  }),
]);

/** `all`, or the names; `except` takes names out of all. */
const nameSet = z.strictObject({ all: z.boolean(), names: z.array(z.string()), except: z.array(z.string()) });

const grantedRole = z.strictObject({ role: z.string(), adminOption: z.boolean() });

/** Rights as an ordered list of `GRANT …` and `REVOKE …` without their `TO`/`FROM`, which the engine turns into its own. */
const rights = { grants: z.array(z.string()), roles: z.array(grantedRole) };

/** Missing in files of earlier versions. */
const settings = z.array(settingsElement).default([]);

const user = z.strictObject({
  name: z.string().min(1),
  authentication: z.array(authentication).min(1),
  /** ISO time after which nobody may log in by this name. */
  validUntil: z.string().optional(),
  /** `HOST NONE`: nobody may log in. */
  closed: z.boolean(),
  defaultRoles: nameSet,
  defaultDatabase: z.string().optional(),
  ...rights,
  settings,
});

const role = z.strictObject({ name: z.string().min(1), ...rights, settings });

const rowPolicy = z.strictObject({
  name: z.string().min(1),
  database: z.string(),
  table: z.string(),
  /** A condition in SQL; undefined lets every row through. */
  using: z.string().optional(),
  restrictive: z.boolean(),
  to: nameSet,
});

const quota = z.strictObject({
  name: z.string().min(1),
  /** Another one once it was created again: its counters begin anew. */
  id: z.uuid(),
  keyedBy: z.enum(quotaKeys),
  intervals: z.array(quotaInterval),
  to: nameSet,
});

const profile = z.strictObject({ name: z.string().min(1), settings, to: nameSet });

/** Everything that CREATE USER, GRANT and the like have put in place. */
export const accessModel = z.strictObject({
  users: z.array(user),
  roles: z.array(role),
  policies: z.array(rowPolicy),
  /** Missing in files of earlier versions. */
  quotas: z.array(quota).default([]),
  profiles: z.array(profile).default([]),
});

export type Authentication = z.infer<typeof authentication>;
export type NameSet = z.infer<typeof nameSet>;
export type AccessUser = z.infer<typeof user>;
export type AccessRole = z.infer<typeof role>;
export type RowPolicy = z.infer<typeof rowPolicy>;
export type Quota = z.infer<typeof quota>;
export type SettingsProfile = z.infer<typeof profile>;
export type AccessModel = z.infer<typeof accessModel>;

export const emptyModel: AccessModel = { users: [], roles: [], policies: [], quotas: [], profiles: [] };
export const nobody: NameSet = { all: false, names: [], except: [] };
export const everybody: NameSet = { all: true, names: [], except: [] };

/** Whether the set names one of these. */
export function includes(set: NameSet, ...names: readonly string[]): boolean {
  if (names.some((name) => set.except.includes(name))) return false;
  return set.all || names.some((name) => set.names.includes(name));
}

/** A policy's full name, unique within the server. */
export function policyKey({ name, database, table }: Pick<RowPolicy, 'name' | 'database' | 'table'>): string {
  return JSON.stringify([name, database, table]);
}
