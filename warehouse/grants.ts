import { identifier } from './identifier.ts';

export interface ReaderRole {
  readonly name: string;
  readonly databases: readonly string[];
  /** Tables of these databases, as `mart.pay`, that it may not read. */
  readonly withheld: readonly string[];
}

/**
 * What makes a role of any ClickHouse one that only reads. Run again after an update: what is granted anew takes back what was revoked, and is
 * revoked once more.
 */
export function readerGrants({ name, databases, withheld }: ReaderRole): readonly string[] {
  const role = identifier(name);
  return [
    `CREATE ROLE IF NOT EXISTS ${role}`,
    ...databases.map((database) => `GRANT SELECT ON ${identifier(database)}.* TO ${role}`),
    ...withheld.map((table) => `REVOKE SELECT ON ${table.split('.').map(identifier).join('.')} FROM ${role}`),
  ];
}
