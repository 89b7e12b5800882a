import { type AccessModel, type AccessRole, type AccessUser, includes } from './model.ts';

export function roleNamed(model: AccessModel, name: string): AccessRole | undefined {
  return model.roles.find((role) => role.name === name);
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
