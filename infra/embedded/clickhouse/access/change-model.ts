import { changeNamed } from './change-named.ts';
import { changePolicies, isPolicyChange } from './change-policies.ts';
import { changeProfiles, profilesKnown } from './change-profiles.ts';
import { quotaKind } from './change-quotas.ts';
import { alreadyExists, readOnlyUser, unknownEntity, unknownPrincipal } from './errors.ts';
import {
  type AccessModel,
  type AccessRole,
  type AccessUser,
  type Authentication,
  everybody,
  type NameSet,
} from './model.ts';
import { renamed, without } from './rename.ts';
import { afterSteps, givenIn } from './settings-steps.ts';
import type { AccessChange, NamedChange, UserChanges } from './statement.ts';

export interface ChangeContext {
  /** Users that SQL may not touch. */
  readonly configured: ReadonlySet<string>;
  readonly database: string;
  /** What is kept of the passwords in the statement, in their order. */
  readonly authentication: readonly Authentication[];
}

type Change<K extends AccessChange['kind']> = Extract<AccessChange, { kind: K }>;

/** The model after a change; the given one stays as it is. Throws ServerError with ClickHouse's codes. */
export function changeModel(model: AccessModel, change: AccessChange, context: ChangeContext): AccessModel {
  if ('changes' in change && 'settings' in change.changes)
    profilesKnown(model, givenIn(change.changes.settings));
  if (isPolicyChange(change)) {
    if ('changes' in change) principalsKnown(model, change.changes.to, context);
    return changePolicies(model, change, context.database);
  }
  switch (change.kind) {
    case 'create-user':
      return change.names.reduce((now, name) => createUser(now, name, change, context), model);
    case 'alter-user':
      return change.names.reduce((now, name) => alterUser(now, name, change, context), model);
    case 'create-role':
      return change.names.reduce((now, name) => createRole(now, name, change, context), model);
    case 'alter-role':
      return change.names.reduce((now, name) => alterRole(now, name, change, context), model);
    case 'drop':
      return change.names.reduce((now, name) => drop(now, name, change, context), model);
    case 'quota':
      return { ...model, quotas: changeNamed(model.quotas, known(model, change, context), quotaKind) };
    case 'profile':
      return changeProfiles(model, known(model, change, context));
    case 'set-default-role':
      return onUsers(model, change.to, context, (user) => withDefaultRoles(user, change.roles));
    default:
      return change.to.reduce(
        (now, name) => onPrincipal(now, name, context, (each) => granted(now, each, change)),
        model,
      );
  }
}

function createUser(
  model: AccessModel,
  name: string,
  { present, changes }: Change<'create-user'>,
  context: ChangeContext,
): AccessModel {
  if (context.configured.has(name) && present === 'replace') throw readOnlyUser(name);
  if (isTaken(model, name, context)) {
    if (present === 'keep') return model;
    if (present === 'fail' || !model.users.some((user) => user.name === name))
      throw alreadyExists('user', name);
  }
  const blank: AccessUser = {
    name,
    authentication: [{ scheme: 'none' }],
    closed: false,
    defaultRoles: everybody,
    grants: [],
    roles: [],
    settings: [],
  };
  const user = changedUser(blank, changes, context);
  return { ...model, users: [...model.users.filter((each) => each.name !== name), user] };
}

function alterUser(
  model: AccessModel,
  name: string,
  { ifExists, changes }: Change<'alter-user'>,
  context: ChangeContext,
): AccessModel {
  if (context.configured.has(name)) throw readOnlyUser(name);
  if (!model.users.some((user) => user.name === name)) {
    if (ifExists) return model;
    throw unknownEntity('user', name);
  }
  const altered = onUsers(model, [name], context, (user) => changedUser(user, changes, context));
  const { renameTo } = changes;
  if (renameTo === undefined) return altered;
  if (isTaken(model, renameTo, context)) throw alreadyExists('user', renameTo);
  return renamed(altered, name, renameTo);
}

function changedUser(user: AccessUser, changes: UserChanges, context: ChangeContext): AccessUser {
  const { validUntil, defaultDatabase, ...rest } = user;
  const until = changes.validUntil === undefined ? validUntil : (changes.validUntil ?? undefined);
  const database =
    changes.defaultDatabase === undefined ? defaultDatabase : (changes.defaultDatabase ?? undefined);
  const changed: AccessUser = {
    ...rest,
    authentication: changes.authentication === undefined ? user.authentication : [...context.authentication],
    closed: changes.closed ?? user.closed,
    settings: afterSteps(user.settings, changes.settings),
    ...(until === undefined ? {} : { validUntil: until }),
    ...(database === undefined ? {} : { defaultDatabase: database }),
  };
  return changes.defaultRoles === undefined ? changed : { ...changed, defaultRoles: changes.defaultRoles };
}

function createRole(
  model: AccessModel,
  name: string,
  { present, changes: { settings } }: Change<'create-role'>,
  context: ChangeContext,
): AccessModel {
  if (isTaken(model, name, context)) {
    if (present === 'keep') return model;
    if (present === 'fail' || !model.roles.some((role) => role.name === name))
      throw alreadyExists('role', name);
  }
  const role: AccessRole = { name, grants: [], roles: [], settings: afterSteps([], settings) };
  return { ...model, roles: [...model.roles.filter((each) => each.name !== name), role] };
}

function alterRole(
  model: AccessModel,
  name: string,
  { ifExists, changes: { renameTo, settings } }: Change<'alter-role'>,
  context: ChangeContext,
): AccessModel {
  if (!model.roles.some((role) => role.name === name)) {
    if (ifExists) return model;
    throw unknownEntity('role', name);
  }
  const altered = onPrincipal(model, name, context, (role) => ({
    ...role,
    settings: afterSteps(role.settings, settings),
  }));
  if (renameTo === undefined) return altered;
  if (isTaken(model, renameTo, context)) throw alreadyExists('role', renameTo);
  return renamed(altered, name, renameTo);
}

function drop(
  model: AccessModel,
  name: string,
  { what, ifExists }: Change<'drop'>,
  { configured }: ChangeContext,
): AccessModel {
  if (what === 'user' && configured.has(name)) throw readOnlyUser(name);
  const there = what === 'user' ? model.users : model.roles;
  if (there.some((each) => each.name === name)) return without(model, name);
  if (ifExists) return model;
  throw unknownEntity(what, name);
}

type PrincipalChange = RightsChange | RolesChange;
type RightsChange = Change<'grant-rights' | 'revoke-rights'>;
type RolesChange = Change<'grant-roles' | 'revoke-roles'>;

function granted<T extends AccessRole>(model: AccessModel, principal: T, change: PrincipalChange): T {
  if ('rights' in change)
    return { ...principal, grants: [...keptGrants(principal, change), grantText(change)] };
  return {
    ...principal,
    roles:
      change.kind === 'grant-roles'
        ? withRoles(model, principal, change)
        : lessRoles(model, principal, change),
  };
}

function keptGrants(principal: AccessRole, change: RightsChange): string[] {
  return change.replace ? [] : principal.grants;
}

function grantText({ kind, rights, option }: RightsChange): string {
  if (kind === 'grant-rights') return `GRANT ${rights}${option ? ' WITH GRANT OPTION' : ''}`;
  return `REVOKE ${option ? 'GRANT OPTION FOR ' : ''}${rights}`;
}

function withRoles(model: AccessModel, { roles }: AccessRole, change: RolesChange): AccessRole['roles'] {
  const all = model.roles.map(({ name }) => name);
  const named = rolesNamed(model, change.roles, all);
  const kept = change.replace ? [] : roles.filter(({ role }) => !named.includes(role));
  return [...kept, ...named.map((role) => ({ role, adminOption: change.option }))];
}

function lessRoles(model: AccessModel, { roles }: AccessRole, change: RolesChange): AccessRole['roles'] {
  const all = roles.map(({ role }) => role);
  const named = rolesNamed(model, change.roles, all);
  if (!change.option) return roles.filter(({ role }) => !named.includes(role));
  return roles.map((each) => (named.includes(each.role) ? { ...each, adminOption: false } : each));
}

/** Throws 511 for a name that is no role. */
function rolesNamed(model: AccessModel, set: NameSet, all: readonly string[]): string[] {
  for (const name of [...set.names, ...set.except])
    if (!model.roles.some((role) => role.name === name)) throw unknownEntity('role', name);
  return set.all ? all.filter((name) => !set.except.includes(name)) : set.names;
}

function known<C extends NamedChange<string, { readonly renameTo?: string; readonly to?: NameSet }>>(
  model: AccessModel,
  change: C,
  context: ChangeContext,
): C {
  principalsKnown(model, change.changes.to, context);
  return change;
}

/** Throws 511 where a change is for a user or role that is not there. */
function principalsKnown(model: AccessModel, to: NameSet | undefined, context: ChangeContext): void {
  for (const name of [...(to?.names ?? []), ...(to?.except ?? [])])
    if (!isTaken(model, name, context)) throw unknownPrincipal(name);
}

function withDefaultRoles(user: AccessUser, roles: NameSet): AccessUser {
  return { ...user, defaultRoles: roles };
}

function onUsers(
  model: AccessModel,
  names: readonly string[],
  { configured }: ChangeContext,
  work: (user: AccessUser) => AccessUser,
): AccessModel {
  for (const name of names) {
    if (configured.has(name)) throw readOnlyUser(name);
    if (!model.users.some((user) => user.name === name)) throw unknownEntity('user', name);
  }
  return { ...model, users: model.users.map((user) => (names.includes(user.name) ? work(user) : user)) };
}

function onPrincipal(
  model: AccessModel,
  name: string,
  context: ChangeContext,
  work: <T extends AccessRole>(principal: T) => T,
): AccessModel {
  if (model.users.some((user) => user.name === name)) return onUsers(model, [name], context, work);
  if (context.configured.has(name)) throw readOnlyUser(name);
  if (!model.roles.some((role) => role.name === name)) throw unknownPrincipal(name);
  return { ...model, roles: model.roles.map((role) => (role.name === name ? work(role) : role)) };
}

function isTaken(model: AccessModel, name: string, { configured }: ChangeContext): boolean {
  return configured.has(name) || [...model.users, ...model.roles].some((each) => each.name === name);
}
