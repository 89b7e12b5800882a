import type { AccessModel, NameSet } from './model.ts';

/** The model with a user or role under another name, wherever it is mentioned. */
export function renamed(model: AccessModel, from: string, to: string): AccessModel {
  return mapNames(model, (name) => (name === from ? [to] : [name]));
}

/** The model without a user or role, wherever it is mentioned. */
export function without(model: AccessModel, gone: string): AccessModel {
  return mapNames(model, (name) => (name === gone ? [] : [name]));
}

/** Users and roles share one space of names, so one pass does for both. */
function mapNames(model: AccessModel, map: (name: string) => string[]): AccessModel {
  const inSet = (set: NameSet) => ({
    ...set,
    names: set.names.flatMap(map),
    except: set.except.flatMap(map),
  });
  const named = <T extends { name: string; roles: { role: string; adminOption: boolean }[] }>(each: T): T[] =>
    map(each.name).map((name) => ({
      ...each,
      name,
      roles: each.roles.flatMap((granted) => map(granted.role).map((role) => ({ ...granted, role }))),
    }));
  return {
    users: model.users.flatMap(named).map((user) => ({ ...user, defaultRoles: inSet(user.defaultRoles) })),
    roles: model.roles.flatMap(named),
    policies: model.policies.map((policy) => ({ ...policy, to: inSet(policy.to) })),
    quotas: model.quotas.map((quota) => ({ ...quota, to: inSet(quota.to) })),
    profiles: model.profiles.map((profile) => ({ ...profile, to: inSet(profile.to) })),
  };
}
