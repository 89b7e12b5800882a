import type { Limits } from '../limits.ts';
import { quotedIdentifier } from '../sql/literals.ts';
import type { ClickHouseUser } from '../users.ts';
import { type Catalogue, unknownTables } from './catalogue.ts';
import { engineRole, filteredRole } from './engine-role.ts';
import { hiddenSystemTables } from './hidden-tables.ts';
import { type AccessModel, emptyModel } from './model.ts';
import {
  allTags,
  filterRole,
  isLimited,
  isPlainName,
  type TableFilters,
  tableFilters,
} from './row-filters.ts';
import { sessionDefaults } from './session-defaults.ts';
import { readableDatabases, readerRole } from './session-rights.ts';
import type { Setting } from './settings-element.ts';
import { userSettings } from './user-settings.ts';

/** What one query may take. */
export type QueryLimits = Pick<Limits, 'memoryPerQuery' | 'threadsPerQuery'>;

/** `config.xml` of the engine. */
export function serverConfig(
  { usersXml, backups, spool }: Readonly<Record<'usersXml' | 'backups' | 'spool', string>>,
  { memory }: Pick<Limits, 'memory'>,
): string {
  return `<clickhouse>
  <max_server_memory_usage>${memory}</max_server_memory_usage>
  <backups><allowed_path>${escapeXml(backups)}</allowed_path><allowed_path>${escapeXml(spool)}</allowed_path></backups>
  <user_directories><users_xml><path>${escapeXml(usersXml)}</path></users_xml></user_directories>
</clickhouse>
`;
}

/**
 * `users.xml`: the engine knows one user only, `default`. All its rights come from roles, so that `SET ROLE`
 * takes rights away; with direct grants a role could only add. The profile `locked` fixes what carries the row filters.
 */
export function usersConfig(
  users: readonly ClickHouseUser[],
  { memoryPerQuery, threadsPerQuery }: QueryLimits,
  model: AccessModel = emptyModel,
  catalogue: Catalogue = unknownTables,
): string {
  const defaults = [
    ...sessionDefaults,
    ['max_memory_usage', memoryPerQuery] as const,
    ['max_threads', threadsPerQuery] as const,
  ];
  const roles = engineRoles(users, model, catalogue);
  const grants = [...roles.keys()].map((role) => `<query>GRANT ${role}</query>`).join('');
  return `<clickhouse>
  <profiles>
    <default>${defaults.map(([name, value]) => `<${name}>${value}</${name}>`).join('')}${limitedSettings}</default>
    <locked>${constraintsXml(lockedSettings.map((setting) => ({ setting, writability: 'const' })))}</locked>
    ${limitsXml(users, model)}
  </profiles>
  <quotas><default/></quotas>
  <users><default>
    <password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    <grants>${grants}</grants>
    <databases>${databasesXml(withHiddenTables(tableFilters(users, model, catalogue)))}</databases>
  </default></users>
  <roles>
    ${[...roles].map(([role, queries]) => roleXml(role, queries)).join('\n    ')}
  </roles>
</clickhouse>
`;
}

/**
 * What nobody may set. Without a pause between two looks at the progress (microseconds) the engine would do nothing else, and
 * could not even be cancelled. Another dialect would be parsed by other rules than those that the endpoint's checks follow.
 */
const limitedSettings =
  '<constraints><interactive_delay><min>1000</min></interactive_delay><dialect><const/></dialect></constraints>';

/** What carries the row filters, a cache that knows nothing of them, and what would let stored queries run with all rights. */
const lockedSettings = [
  ...['log_comment', 'use_query_cache', 'default_view_definer', 'default_normal_view_sql_security'],
  'default_materialized_view_sql_security',
];

/** How far the settings of each user may be changed by its requests; the engine holds to it in every clause but inner ones (`refuse-inner-settings.ts`). */
function limitsXml(users: readonly ClickHouseUser[], model: AccessModel): string {
  return [...users, ...model.users]
    .map(({ name }) => userSettings(model, name))
    .flatMap(({ profile, constraints }) =>
      profile === undefined ? [] : [`<${profile}>${constraintsXml(constraints)}</${profile}>`],
    )
    .join('\n    ');
}

function constraintsXml(constraints: readonly Setting[]): string {
  const bound = (name: 'min' | 'max', value: string | undefined) =>
    value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`;
  const texts = constraints.map(({ setting, min, max, writability = 'writable' }) => {
    const writing = writability === 'writable' ? '' : `<${writability}/>`;
    return `<${setting}>${bound('min', min)}${bound('max', max)}${writing}</${setting}>`;
  });
  return `<constraints>${texts.join('')}</constraints>`;
}

function engineRoles(
  users: readonly ClickHouseUser[],
  model: AccessModel,
  catalogue: Catalogue,
): Map<string, readonly string[]> {
  const readers = users.filter(({ rights }) => rights === 'reader');
  const holders = [
    ...model.users.map((user) => [engineRole('user', user.name), user.grants] as const),
    ...model.roles.map((role) => [engineRole('role', role.name), role.grants] as const),
  ];
  const withGrants = [
    ...readers.map((user) => [readerRole(user), readerGrants(user, catalogue)] as const),
    ...holders.filter(([, grants]) => grants.length > 0),
  ];
  const closed = catalogue.closed.map(
    ({ database, table }) => `REVOKE SELECT ON ${quotedIdentifier(database)}.${quotedIdentifier(table)}`,
  );
  return new Map<string, readonly string[]>([
    ['admin', ['GRANT ALL ON *.* WITH GRANT OPTION']],
    // Other machines and files of this one are for admins.
    ['loader', ['GRANT ALL ON *.*', 'REVOKE SOURCES ON *.*']],
    ['everyone', ['information_schema', 'INFORMATION_SCHEMA'].map((name) => `GRANT SELECT ON ${name}.*`)],
    ...withGrants,
    ...withGrants.map(([role, grants]) => [filteredRole(role), [...grants, ...closed]] as const),
    ...allTags(users, model).map((tag) => [filterRole(tag), []] as const),
  ]);
}

/**
 * Where rows are filtered, only tables whose columns were looked at may be read: a new one waits until its filter is there. A filter on
 * a column that no table has, perhaps misspelt, closes them all.
 */
function readerGrants(user: ClickHouseUser, catalogue: Catalogue): string[] {
  const databases = readableDatabases(user);
  const withheld = user.withheld ?? [];
  if (user.rows === undefined)
    return [
      ...databases.map((name) => `GRANT SELECT ON ${quotedIdentifier(name)}.*`),
      ...withheld.map((table) => `REVOKE SELECT ON ${table.split('.').map(quotedIdentifier).join('.')}`),
    ];
  const tables = catalogue.tables.filter(
    ({ database, table }) =>
      databases.includes(database) &&
      isPlainName(database, table) &&
      !withheld.includes(`${database}.${table}`),
  );
  if (Object.keys(user.rows).some((column) => !tables.some(({ columns }) => columns.has(column)))) return [];
  return tables.map(
    ({ database, table }) => `GRANT SELECT ON ${quotedIdentifier(database)}.${quotedIdentifier(table)}`,
  );
}

function withHiddenTables(filters: TableFilters): TableFilters {
  return new Map([
    ...filters,
    ['system', new Map(hiddenSystemTables.map((table) => [table, `NOT ${isLimited}`]))],
  ]);
}

/** The engine takes the names of databases and tables from those of elements, see `isPlainName`. */
function databasesXml(filters: TableFilters): string {
  return [...filters]
    .map(([database, tables]) => `<${database}>${tablesXml(tables)}</${database}>`)
    .join('\n      ');
}

function tablesXml(tables: ReadonlyMap<string, string>): string {
  return [...tables]
    .map(([table, filter]) => `<${table}><filter>${escapeXml(filter)}</filter></${table}>`)
    .join('');
}

function roleXml(role: string, queries: readonly string[]): string {
  const grants = queries.map((query) => `<query>${escapeXml(query)}</query>`);
  return `<${role}><grants>${grants.join('')}</grants></${role}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
