import type { Access } from '../access/access.ts';
import { parseAccess } from '../access/parse.ts';
import { type RoleChoice, rolesToPutOn } from '../access/session-rights.ts';
import { ServerError } from '../server-error.ts';
import { isWord, tokens } from '../sql/lexer.ts';
import { outputClause } from '../sql/output-clause.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Statement } from './classify.ts';
import type { ReadyStatement } from './execute.ts';
import { formatName, type QueryOptions } from './query-options.ts';

interface Asking {
  readonly user: ClickHouseUser;
  readonly options: QueryOptions;
  readonly readOnlyMethod: boolean;
}

/**
 * Users and rights are the endpoint's own: a change of them is applied here and nothing is left to run; a question becomes a
 * SELECT of the answer, SET ROLE a note for the session. Any other statement is returned as it is.
 */
export async function manageAccess(
  access: Access,
  { user, options, readOnlyMethod }: Asking,
  choice: RoleChoice,
  statement: Statement,
): Promise<Statement | undefined> {
  if (statement.kind === 'insert' || statement.kind === 'insert-data') return statement;
  const managed = parseAccess(statement.sql, user.name);
  if (managed === undefined) return statement;
  if (managed.kind === 'change') {
    if (readOnlyMethod)
      throw new ServerError(164, 'READONLY', `${user.name}: GET requests only read; use POST.`);
    await access.change(user, managed.change, options.database);
    return undefined;
  }
  if (managed.kind === 'set-role')
    return { kind: 'set-role', sql: statement.sql, roles: rolesToPutOn(user, managed.roles, access.model) };
  const sql = access.answer(user, managed.question, managed.rest, choice, options.database);
  const output = outputClause(sql);
  return { kind: 'read', sql, output, format: formatName(output.format ?? options.defaultFormat) };
}

/** Whether tables may have other columns afterwards, or other names. */
export function changesShapes(statement: ReadyStatement): boolean {
  if (statement.kind !== 'command') return false;
  const [first] = tokens(statement.sql);
  return isWord(first, 'CREATE', 'ALTER', 'RENAME', 'EXCHANGE', 'ATTACH', 'UNDROP', 'REPLACE', 'RESTORE');
}
