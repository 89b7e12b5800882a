import { type RequestNames, type SystemTables, withEndpointNames } from '../sql/endpoint-names.ts';
import type { Statement } from './classify.ts';

/**
 * Answers what only the endpoint knows in statements that read or insert; in definitions it would freeze one user's name.
 * See `withEndpointNames`.
 */
export function answerNames(statement: Statement, names: RequestNames, tables: SystemTables): Statement {
  const answered = (sql: string) => withEndpointNames(sql, names, tables);
  if (statement.kind === 'insert') return { ...statement, sql: answered(statement.sql) };
  if (statement.kind !== 'read') return statement;
  const { output } = statement;
  return { ...statement, output: { ...output, statement: answered(output.statement) } };
}
