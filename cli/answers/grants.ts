import { withheldFrom } from '../../access/confidential.ts';
import { grantable } from '../../config/warehouse-users.ts';
import { publishedDatabases } from '../../infra/embedded/clickhouse/users.ts';
import { readerGrants } from '../../warehouse/grants.ts';
import type { Answer } from '../command.ts';

/** The statements that make a role for analysts: all that is published but what is not granted to it. */
export function grants({ role, may }: { readonly role: string; readonly may: readonly string[] }): Answer {
  const withheld = withheldFrom(
    'analyst',
    grantable.filter((right) => may.includes(right)),
  );
  const statements = readerGrants({ name: role, databases: publishedDatabases, withheld });
  return { data: statements, text: statements.map((statement) => `${statement};`).join('\n') };
}
