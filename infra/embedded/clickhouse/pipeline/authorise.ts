import { ServerError } from '../server-error.ts';
import { insertClause } from '../sql/insert-clause.ts';
import { tokens } from '../sql/lexer.ts';
import type { ClickHouseUser } from '../users.ts';
import { refuseAccessTables } from './access-tables.ts';
import type { Statement } from './classify.ts';
import { refuseFileSettings, refuseMachineFiles } from './machine-files.ts';
import type { QueryOptions } from './query-options.ts';
import { refuseSettings } from './refused-settings.ts';
import { refuseExpressions, refuseUnclosed, refuseWaysAround } from './ways-around.ts';

const reading: ReadonlySet<Statement['kind']> = new Set(['read', 'session', 'kill']);

/** Refuses what the user may not do and the engine would allow. Throws ServerError. */
export function authorise(
  user: ClickHouseUser,
  statement: Statement,
  options: QueryOptions,
  readOnlyMethod: boolean,
  userFiles: string | undefined,
): void {
  if (readOnlyMethod && !reading.has(statement.kind))
    throw readOnly(user, 'Cannot execute query in readonly mode: the method GET implies it. Use POST');
  // In a session that lives on the engine cannot be bound to reading, for that could not be undone.
  if (options.session !== undefined && Number(options.settings.get('readonly') ?? 0) > 0)
    if (!reading.has(statement.kind)) throw readOnly(user, 'Cannot execute query in readonly mode');
  if (user.rights !== 'admin') {
    const sql = withoutRows(statement);
    refuseUnclosed(sql);
    refuseSettings(tokens(sql), options);
    refuseExpressions(user, sql, options);
  }
  if (user.rights === 'reader' || user.rights === 'granted') refuseToLimited(user, statement, options);
  if (userFiles === undefined) return;
  refuseMachineFiles(statement.sql, options.params.values(), userFiles);
  refuseFileSettings(options.settings, userFiles);
}

/** Rows in the address are no SQL: only the head of such an INSERT is. */
function withoutRows({ sql }: Statement): string {
  const insert = insertClause(sql);
  return insert === undefined || insert.values ? sql : sql.slice(0, insert.dataStart);
}

function refuseToLimited(user: ClickHouseUser, statement: Statement, options: QueryOptions): void {
  // Who has few rights may end the own queries, and no more than that: see kill.ts.
  if (statement.kind === 'kill' && statement.kill.plain) return;
  const onlyReads = statement.kind === 'read' || statement.kind === 'session';
  if (user.rights === 'reader' && !onlyReads) throw readOnly(user, 'Cannot execute query in readonly mode');
  refuseAccessTables(user.name, statement.sql);
  refuseWaysAround(user, statement, options);
}

function readOnly(user: ClickHouseUser, message: string): ServerError {
  return new ServerError(164, 'READONLY', `${user.name}: ${message}.`);
}
