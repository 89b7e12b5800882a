import { type LiteralColumn, literalTable } from '../sql/literal-table.ts';
import type { ClickHouseUser } from '../users.ts';
import { applyColumns, applyValues } from './apply-columns.ts';
import { engineRole } from './engine-role.ts';
import { type AccessModel, type AccessRole, includes, policyKey } from './model.ts';
import { uuidOf } from './stable-id.ts';
import { profileColumns, profileElementColumns, profileElementRows, profileRows } from './system-profiles.ts';
import { quotaColumns, quotaLimitColumns, quotaLimitRows, quotaRow } from './system-quotas.ts';

/** The engine's own rows of `system.grants`: role and the rest of the row. */
export type EngineGrants = readonly (readonly unknown[])[];

/** What is asked of the engine before its table is replaced. */
export const engineGrantsSql =
  'SELECT role_name, toString(access_type), database, table, column, is_partial_revoke, grant_option FROM system.grants WHERE role_name IS NOT NULL';

const grantColumns: readonly LiteralColumn[] = [
  ...[...['user_name', 'role_name'].map((name) => [name, 'Nullable(String)'] as const)],
  ['access_type', 'String'],
  ...['database', 'table', 'column'].map((name) => [name, 'Nullable(String)'] as const),
  ...['is_partial_revoke', 'grant_option'].map((name) => [name, 'UInt8'] as const),
];

/** `system.users` and its kin as statements that create them: the engine's own know but one user. */
export function systemTables(
  configured: readonly ClickHouseUser[],
  model: AccessModel,
  engineGrants: EngineGrants,
): readonly (readonly [name: string, select: string])[] {
  const tables: readonly (readonly [string, readonly LiteralColumn[], readonly (readonly unknown[])[]])[] = [
    ['users', userColumns, [...configured.map(configuredRow), ...model.users.map(userRow)]],
    ['roles', identityColumns, model.roles.map(({ name }) => identity(name))],
    ['role_grants', roleGrantColumns, roleGrantRows(model)],
    ['grants', grantColumns, grantRows(model, engineGrants)],
    ['row_policies', policyColumns, model.policies.map(policyRow)],
    ['quotas', quotaColumns, model.quotas.map(quotaRow)],
    ['quota_limits', quotaLimitColumns, model.quotas.flatMap(quotaLimitRows)],
    ['settings_profiles', profileColumns, profileRows(model)],
    ['settings_profile_elements', profileElementColumns, profileElementRows(model)],
  ];
  return tables.map(
    ([name, columns, rows]) => [name, `SELECT * FROM ${literalTable(columns, rows)}`] as const,
  );
}

const identityColumns: readonly LiteralColumn[] = [
  ['name', 'String'],
  ['id', 'UUID'],
  ['storage', 'String'],
];

const userColumns: readonly LiteralColumn[] = [
  ...identityColumns,
  ['auth_type', 'Array(String)'],
  ['valid_until', "Nullable(DateTime('UTC'))"],
  ['host_ip', 'Array(String)'],
  ['default_roles_all', 'UInt8'],
  ['default_roles_list', 'Array(String)'],
  ['default_roles_except', 'Array(String)'],
  ['default_database', 'String'],
];

const policyColumns: readonly LiteralColumn[] = [
  ...['name', 'short_name', 'database', 'table'].map((name) => [name, 'String'] as const),
  ['id', 'UUID'],
  ['storage', 'String'],
  ['select_filter', 'Nullable(String)'],
  ['is_restrictive', 'UInt8'],
  ...applyColumns,
];

const roleGrantColumns: readonly LiteralColumn[] = [
  ...['user_name', 'role_name'].map((name) => [name, 'Nullable(String)'] as const),
  ['granted_role_name', 'String'],
  ['granted_role_id', 'UUID'],
  ['granted_role_is_default', 'UInt8'],
  ['with_admin_option', 'UInt8'],
];

function identity(name: string, storage = 'local_directory'): readonly unknown[] {
  return [name, uuidOf(name), storage];
}

function configuredRow({ name }: ClickHouseUser): readonly unknown[] {
  return [...identity(name, 'users_xml'), ['sha256_password'], null, ['::/0'], 1, [], [], ''];
}

function userRow({
  name,
  authentication,
  validUntil,
  defaultRoles,
  defaultDatabase = '',
  closed,
}: AccessModel['users'][number]): readonly unknown[] {
  const ways = authentication.map((way) => (way.scheme === 'none' ? 'no_password' : way.shownAs));
  const until = validUntil?.slice(0, 19).replace('T', ' ') ?? null;
  return [
    ...identity(name),
    ways,
    until,
    closed ? [] : ['::/0'],
    ...applyValues(defaultRoles),
    defaultDatabase,
  ];
}

function policyRow(policy: AccessModel['policies'][number]): readonly unknown[] {
  const { name, database, table, using = null, restrictive, to } = policy;
  const on = table === '*' ? '' : table;
  return [
    ...[`${name} ON ${database}.${table}`, name, database, on, uuidOf(policyKey(policy)), 'local_directory'],
    ...[using, Number(restrictive), ...applyValues(to)],
  ];
}

function roleGrantRows(model: AccessModel): readonly (readonly unknown[])[] {
  const rows = (
    holder: AccessRole,
    user: string | null,
    role: string | null,
    isDefault: (granted: string) => boolean,
  ) =>
    holder.roles.map((granted) => [
      ...[user, role, granted.role, uuidOf(granted.role)],
      ...[Number(isDefault(granted.role)), Number(granted.adminOption)],
    ]);
  return [
    ...model.users.flatMap((user) =>
      rows(user, user.name, null, (role) => includes(user.defaultRoles, role)),
    ),
    ...model.roles.flatMap((role) => rows(role, null, role.name, () => true)),
  ];
}

function grantRows(model: AccessModel, engineGrants: EngineGrants): readonly (readonly unknown[])[] {
  const holders = new Map<unknown, readonly [string | null, string | null]>([
    ...model.users.map(({ name }) => [engineRole('user', name), [name, null]] as const),
    ...model.roles.map(({ name }) => [engineRole('role', name), [null, name]] as const),
  ]);
  return engineGrants.flatMap(([role, ...rest]) => {
    const holder = holders.get(role);
    return holder === undefined ? [] : [[...holder, ...rest]];
  });
}
