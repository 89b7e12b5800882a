import type { RoleNames } from '../sql/endpoint-names.ts';
import { type ClickHouseUser, publishedDatabases } from '../users.ts';
import { engineRole, filterTag } from './engine-role.ts';
import { notGranted, unknownEntity } from './errors.ts';
import { defaultRolesOf, roleNamed, withGrantedRoles } from './granted-roles.ts';
import { type AccessModel, type AccessUser, includes, type NameSet, policyKey } from './model.ts';
import { type UserSettings, userSettings } from './user-settings.ts';

/** What a session of a user is put into before its statement runs. */
export interface SessionRights {
  /** undefined: everything. */
  readonly engineRoles: readonly string[] | undefined;
  /** The row filters that bind it; undefined for users that none can bind. */
  readonly filters: readonly string[] | undefined;
  /** The value of `readonly`; undefined: it may write. */
  readonly readOnly: '1' | '2' | undefined;
  /** Whether that counts for the settings of a request too. */
  readonly bindsSettings: boolean;
  /** What its sessions begin with. */
  readonly settings: UserSettings['settings'];
  /** The engine's profile that keeps requests within bounds. */
  readonly profile: string | undefined;
  /** Settings that the profile bounds. */
  readonly bounded: readonly string[];
  readonly defaultDatabase: string | undefined;
  readonly roles: RoleNames;
}

/** Which of the user's roles a session has on. */
export interface RoleChoice {
  /** Those that the request names; none: what `SET ROLE` said. */
  readonly asked: readonly string[];
  /** Those that `SET ROLE` put on; undefined: the default ones. */
  readonly kept: readonly string[] | undefined;
}

export const defaultChoice: RoleChoice = { asked: [], kept: undefined };

/** Throws 511 and 512 for roles that the request names and the user may not put on. */
export function sessionRights(user: ClickHouseUser, choice: RoleChoice, model: AccessModel): SessionRights {
  if (user.rights === 'granted') return grantedRights(user.name, choice, model);
  for (const role of choice.asked) refuseForeignRole(user, role);
  const none = {
    ...ownSettings(user.name, model),
    defaultDatabase: undefined,
    roles: { current: [], enabled: [], byDefault: [] },
  };
  if (user.rights === 'admin') return { ...none, engineRoles: undefined, filters: undefined };
  if (user.rights === 'loader') return { ...none, engineRoles: ['loader'], filters: undefined };
  const filters = [...policiesOf(model, [user.name]), ...(user.rows === undefined ? [] : [rowsTag(user)])];
  return { ...none, engineRoles: ['everyone', readerRole(user)], filters, readOnly: '1' };
}

/** The engine's role of a user from the configuration; one for all who read the same of the same databases. */
export function readerRole(user: ClickHouseUser): string {
  if (user.rows !== undefined) return engineRole('user', user.name);
  const without = [...(user.withheld ?? [])].sort().map((table) => `_not_${table.replace('.', '__')}`);
  return `reader_${[...readableDatabases(user)].sort().join('_')}${without.join('')}`;
}

export function readableDatabases(user: ClickHouseUser): readonly string[] {
  return user.databases ?? publishedDatabases;
}

/** The tag of the filters that the configuration sets on a user. */
export function rowsTag(user: ClickHouseUser): string {
  return filterTag('rows', user.name);
}

/** The roles that `SET ROLE` puts on; undefined: the default ones. Throws 511 and 512. */
export function rolesToPutOn(
  user: ClickHouseUser,
  roles: NameSet | 'default',
  model: AccessModel,
): readonly string[] | undefined {
  if (roles === 'default') return undefined;
  const named = [...roles.names, ...roles.except];
  if (user.rights !== 'granted') {
    for (const role of named) refuseForeignRole(user, role);
    return undefined;
  }
  const holder = userNamed(model, user.name);
  for (const role of named) grantedRole(holder, role, model);
  return holder.roles.map(({ role }) => role).filter((role) => includes(roles, role));
}

function ownSettings(name: string, model: AccessModel) {
  const { settings, profile, constraints, readOnly } = userSettings(model, name);
  const bounded = constraints.map(({ setting }) => setting);
  return { settings, profile, bounded, readOnly, bindsSettings: readOnly !== undefined };
}

/** Users of the configuration have the one role that their entry gives them. */
function refuseForeignRole(user: ClickHouseUser, role: string): void {
  const own = [user.rights, user.rights === 'reader' ? readerRole(user) : 'admin'];
  if (!own.includes(role)) throw notGranted(user.name, role);
}

function grantedRights(name: string, choice: RoleChoice, model: AccessModel): SessionRights {
  const user = userNamed(model, name);
  const byDefault = defaultRolesOf(user);
  const current = chosenRoles(user, choice, model) ?? byDefault;
  const roles = withGrantedRoles(model, current);
  const holders = [
    ...(user.grants.length === 0 ? [] : [engineRole('user', name)]),
    ...roles
      .filter((role) => (roleNamed(model, role)?.grants.length ?? 0) > 0)
      .map((role) => engineRole('role', role)),
  ];
  return {
    engineRoles: ['everyone', ...holders],
    filters: policiesOf(model, [name, ...roles]),
    ...ownSettings(name, model),
    defaultDatabase: user.defaultDatabase,
    roles: { current, enabled: roles, byDefault },
  };
}

/** Of what `SET ROLE` said, a role that was taken from the user since is left out, as in a server. */
function chosenRoles(user: AccessUser, { asked, kept }: RoleChoice, model: AccessModel) {
  if (asked.length > 0) return asked.map((role) => grantedRole(user, role, model));
  return kept?.filter((role) => user.roles.some((granted) => granted.role === role));
}

function userNamed(model: AccessModel, name: string): AccessUser {
  const user = model.users.find((each) => each.name === name);
  if (user === undefined) throw unknownEntity('user', name);
  return user;
}

function grantedRole(user: AccessUser, role: string, model: AccessModel): string {
  if (roleNamed(model, role) === undefined) throw unknownEntity('role', role);
  if (!user.roles.some((granted) => granted.role === role)) throw notGranted(user.name, role);
  return role;
}

function policiesOf(model: AccessModel, names: readonly string[]): string[] {
  return model.policies
    .filter(({ to }) => includes(to, ...names))
    .map((policy) => filterTag(policyKey(policy)));
}
