import { denied } from '../access/errors.ts';
import { identifierName, tokens } from '../sql/lexer.ts';

/** Tables about users and rights, and what a server asks for before it shows them. */
const grants = new Map([
  ['users', 'SHOW USERS'],
  ['roles', 'SHOW ROLES'],
  ['grants', 'SHOW USERS, SHOW ROLES'],
  ['role_grants', 'SHOW USERS, SHOW ROLES'],
  ['row_policies', 'SHOW ROW POLICIES'],
  ['quotas', 'SHOW QUOTAS'],
  ['quota_limits', 'SHOW QUOTAS'],
  ['quotas_usage', 'SHOW QUOTAS'],
  ['settings_profiles', 'SHOW SETTINGS PROFILES'],
  ['settings_profile_elements', 'SHOW SETTINGS PROFILES'],
]);

/**
 * Denies a statement that names such a table, as a server denies it to those without the grant. Where one is reached in another way
 * it is empty for them, see `hidden-tables.ts`. Throws 497.
 */
export function refuseAccessTables(user: string, sql: string): void {
  const all = [...tokens(sql)];
  const name = (index: number) => {
    const token = all[index];
    return token === undefined ? undefined : identifierName(token)?.toLowerCase();
  };
  for (const index of all.keys()) {
    if (all[index]?.text !== '.' || name(index - 1) !== 'system') continue;
    const grant = grants.get(name(index + 1) ?? '');
    if (grant !== undefined) throw denied(user, `${grant} ON *.*`);
  }
}
