import type { Limits } from './limits.ts';
import { type ClickHouseUser, publishedDatabases } from './users.ts';

const blockBytes = 64 * 1024 * 1024;

/** What a session begins with, where the engine's own default would not do for a server. */
const settings: readonly (readonly [string, string | number])[] = [
  // Text without SELECT is an error, as in a server.
  ['implicit_select', 0],
  // Spooled rows are read, not mapped: mapped pages would count as memory, as much as the body is long.
  ['storage_file_read_method', 'pread'],
  // Rows of any width take the same memory on their way in.
  ['max_insert_block_size_bytes', blockBytes],
  ['min_insert_block_size_bytes', blockBytes],
];

/** The engine role that a user's sessions take on; undefined for those who may do everything. */
export function roleOf(user: ClickHouseUser): string | undefined {
  return user.rights === 'reader' ? `reader_${[...readable(user)].sort().join('_')}` : undefined;
}

/** `config.xml` of the engine. */
export function serverConfig(
  { usersXml, backups }: { readonly usersXml: string; readonly backups: string },
  { memory }: Pick<Limits, 'memory'>,
): string {
  return `<clickhouse>
  <max_server_memory_usage>${memory}</max_server_memory_usage>
  <backups><allowed_path>${escapeXml(backups)}</allowed_path></backups>
  <user_directories><users_xml><path>${escapeXml(usersXml)}</path></users_xml></user_directories>
</clickhouse>
`;
}

/**
 * `users.xml`: the engine knows one user only, `default`. All its rights come from roles, so that `SET ROLE`
 * takes rights away; with direct grants a role could only add.
 */
export function usersConfig(
  users: readonly ClickHouseUser[],
  { memoryPerQuery }: Pick<Limits, 'memoryPerQuery'>,
): string {
  const all = [...settings, ['max_memory_usage', memoryPerQuery] as const];
  const roles = new Map(users.flatMap((user) => roleEntry(user)));
  const grants = ['admin', ...roles.keys()].map((role) => `<query>GRANT ${role}</query>`).join('');
  return `<clickhouse>
  <profiles><default>
    ${all.map(([name, value]) => `<${name}>${value}</${name}>`).join('\n    ')}
  </default></profiles>
  <quotas><default/></quotas>
  <users><default>
    <password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    <grants>${grants}</grants>
  </default></users>
  <roles>
    <admin><grants><query>GRANT ALL ON *.* WITH GRANT OPTION</query></grants></admin>
    ${[...roles].map(([role, databases]) => roleXml(role, databases)).join('\n    ')}
  </roles>
</clickhouse>
`;
}

function roleEntry(user: ClickHouseUser): [string, readonly string[]][] {
  const role = roleOf(user);
  return role === undefined ? [] : [[role, readable(user)]];
}

function readable(user: ClickHouseUser): readonly string[] {
  return user.databases ?? publishedDatabases;
}

function roleXml(role: string, databases: readonly string[]): string {
  const grants = [...databases, 'information_schema', 'INFORMATION_SCHEMA'].map(
    (name) => `<query>GRANT SELECT ON ${name}.*</query>`,
  );
  return `<${role}><grants>${grants.join('')}</grants></${role}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
