import { type ClickHouseUser, publishedDatabases } from '../users.ts';
import { engineRole, filterTag } from './engine-role.ts';
import { notGranted, unknownEntity } from './errors.ts';
import { type AccessModel, type AccessRole, type AccessUser, includes, policyKey } from './model.ts';

/** What a session of a user is put into before its statement runs. */
export interface SessionRights {
  /** undefined: everything. */
  readonly engineRoles: readonly string[] | undefined;
  /** The row filters that bind it; undefined for users that none can bind. */
  readonly filters: readonly string[] | undefined;
  readonly readOnly: boolean;
  readonly defaultDatabase: string | undefined;
  /** The roles by the names that SQL gave them. */
  readonly roles: readonly string[];
}

/** Throws 511 and 512 for roles that the user may not put on. */
export function sessionRights(
  user: ClickHouseUser,
  asked: readonly string[],
  model: AccessModel,
): SessionRights {
  if (user.rights === 'granted') return grantedRights(user.name, asked, model);
  const own = [user.rights, user.rights === 'reader' ? readerRole(user) : 'admin'];
  const other = asked.find((role) => !own.includes(role));
  if (other !== undefined) throw notGranted(user.name, other);
  const none = { defaultDatabase: undefined, roles: [] };
  if (user.rights === 'admin')
    return { ...none, engineRoles: undefined, filters: undefined, readOnly: false };
  if (user.rights === 'loader')
    return { ...none, engineRoles: ['loader'], filters: undefined, readOnly: false };
  const filters = [...policiesOf(model, [user.name]), ...(user.rows === undefined ? [] : [rowsTag(user)])];
  return { ...none, engineRoles: ['everyone', readerRole(user)], filters, readOnly: true };
}

/** The engine's role of a user from the configuration; one for all who read the same databases whole. */
export function readerRole(user: ClickHouseUser): string {
  if (user.rows !== undefined) return engineRole('user', user.name);
  return `reader_${[...readableDatabases(user)].sort().join('_')}`;
}

export function readableDatabases(user: ClickHouseUser): readonly string[] {
  return user.databases ?? publishedDatabases;
}

/** The tag of the filters that the configuration sets on a user. */
export function rowsTag(user: ClickHouseUser): string {
  return filterTag('rows', user.name);
}

/** Roles with those granted to them, and theirs. */
export function withGrantedRoles(model: AccessModel, names: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { role } of roleNamed(model, name)?.roles ?? []) visit(role);
  };
  names.forEach(visit);
  return [...reached];
}

/** The roles a session of the user begins with. */
export function defaultRolesOf(user: AccessUser): string[] {
  return user.roles.map(({ role }) => role).filter((role) => includes(user.defaultRoles, role));
}

function grantedRights(name: string, asked: readonly string[], model: AccessModel): SessionRights {
  const user = model.users.find((each) => each.name === name);
  if (user === undefined) throw unknownEntity('user', name);
  const chosen =
    asked.length === 0 ? defaultRolesOf(user) : asked.map((role) => grantedRole(user, role, model));
  const roles = withGrantedRoles(model, chosen);
  const holders = [
    ...(user.grants.length === 0 ? [] : [engineRole('user', name)]),
    ...roles
      .filter((role) => (roleNamed(model, role)?.grants.length ?? 0) > 0)
      .map((role) => engineRole('role', role)),
  ];
  return {
    engineRoles: ['everyone', ...holders],
    filters: policiesOf(model, [name, ...roles]),
    readOnly: false,
    defaultDatabase: user.defaultDatabase,
    roles: chosen,
  };
}

function grantedRole(user: AccessUser, role: string, model: AccessModel): string {
  if (roleNamed(model, role) === undefined) throw unknownEntity('role', role);
  if (!user.roles.some((granted) => granted.role === role)) throw notGranted(user.name, role);
  return role;
}

function roleNamed(model: AccessModel, name: string): AccessRole | undefined {
  return model.roles.find((role) => role.name === name);
}

function policiesOf(model: AccessModel, names: readonly string[]): string[] {
  return model.policies
    .filter(({ to }) => includes(to, ...names))
    .map((policy) => filterTag(policyKey(policy)));
}
