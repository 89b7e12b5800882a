import { ServerError } from '../server-error.ts';
import { identifierName, isWord, type Token, tokens } from '../sql/lexer.ts';
import { hiddenExpression } from '../sql/structure-text.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Statement } from './classify.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * What the engine's grants do not stop. All sessions are the engine's user `default`, so process lists show everybody's
 * statements and whatever is stored with a definer runs with all rights; the scalar function `file()` reads any file whatever
 * the grants; indices and projections hold values of rows that a row filter hides.
 */
export const hidden: ReadonlySet<string> = new Set([
  ...[
    'file',
    'filecluster',
    'catboostevaluate',
    'addresstoline',
    'addresstolinewithinlines',
    'addresstosymbol',
  ],
  ...['merge', 'mergetreeindex', 'mergetreeprojection', 'mergetreeanalyzeindexes', 'mergetreetextindex'],
  ...['mergetreeanalyzeindexesuuid', 'showcertificate', 'fuzzquery', 'dictionary', 'executable', 'python'],
  // Text that runs as SQL, memory of this process, tables that are behind a table, settings of the machine.
  ...['eval', 'viewexplain', 'arrowstream', 'prometheusquery', 'prometheusqueryrange', 'getserversetting'],
  ...['timeseriesselector', 'timeseriesdata', 'timeseriessamples', 'timeseriestags', 'timeseriesmetrics'],
  ...['aigenerate', 'aiclassify', 'aiembed', 'aiextract', 'aitranslate', 'executablepool', 'queryrunner'],
  ...[
    'processes',
    'processlist',
    'yardstick_running',
    'yardstick_processes',
    'user_processes',
    'query_cache',
    'query_condition_cache',
    'asynchronous_inserts',
  ],
  // A subquery may set these for itself, whatever the session's constraints.
  ...[
    'log_comment',
    'use_query_cache',
    'default_view_definer',
    'default_normal_view_sql_security',
    'default_materialized_view_sql_security',
  ],
]);

/** Refuses, to users who have not all rights, statements that would reach around their rights. Throws ServerError. */
export function refuseWaysAround(user: ClickHouseUser, statement: Statement, options: QueryOptions): void {
  const all = [...tokens(statement.sql)];
  refuseStrangeText(all);
  const way = wayAround(all) ?? (statement.kind === 'session' ? settingOfRights(all) : undefined);
  if (way !== undefined) throw denied(user, way);
  for (const token of all) {
    const name = hiddenName(token);
    if (name !== undefined) throw denied(user, name);
  }
  for (const value of identifierValues(user, all, options.params))
    if (isHidden(value.replaceAll(/[`"“”\s]/g, ''))) throw denied(user, value);
}

/** The columns of a table function are told by a text, in which an expression would run unseen. Throws 497. */
export function refuseExpressions(user: ClickHouseUser, sql: string, { params }: QueryOptions): void {
  const name = hiddenExpression([...tokens(sql)], [...params.values()]);
  if (name !== undefined) throw denied(user, `${name}() with columns that are not plainly names and types`);
}

/** A text that does not end where it seems to is not what was looked at here. Throws 62. */
export function refuseUnclosed(sql: string): void {
  refuseToken(tokens(sql), ({ kind }) => kind === 'unclosed');
}

/** Outside of quotes the engine knows ASCII only; what else it makes of a text may not be what was looked at here. */
function refuseStrangeText(all: readonly Token[]): void {
  refuseToken(
    all,
    ({ kind, text }) =>
      kind === 'unclosed' ||
      ((kind === 'word' || kind === 'symbol') && !/^[\x20-\x22\x24-\x7e]+$/.test(text)),
  );
}

function refuseToken(all: Iterable<Token>, isStrange: (token: Token) => boolean): void {
  for (const token of all)
    if (isStrange(token))
      throw new ServerError(
        62,
        'SYNTAX_ERROR',
        `Syntax error: failed at position ${token.start + 1}: unexpected character`,
      );
}

/** SET ROLE itself never reaches the engine, see manage-access.ts. */
function settingOfRights(all: readonly Token[]): string | undefined {
  if (isWord(all[1], 'ROLE')) return undefined;
  return all.find((token) => isWord(token, 'ROLE', 'PROFILE'))?.text.toUpperCase();
}

/** Statements by their words. */
function wayAround(all: readonly Token[]): string | undefined {
  const [first] = all;
  const has = (...words: string[]) =>
    all.some((_, index) => words.every((word, at) => isWord(all[index + at], word)));
  if (isWord(first, 'KILL')) return 'KILL QUERY';
  if (isWord(first, 'SYSTEM')) return 'SYSTEM';
  if (isWord(first, 'EXPLAIN') && has('OVERRIDE')) return 'TABLE OVERRIDE';
  if (!isWord(first, 'CREATE', 'ALTER', 'ATTACH', 'REPLACE')) return undefined;
  const words = [
    ['DICTIONARY'],
    ['MATERIALIZED', 'VIEW'],
    ['LIVE', 'VIEW'],
    ['WINDOW', 'VIEW'],
    ['FUNCTION'],
    ['DEFINER'],
    ['SQL', 'SECURITY'],
    ['CLONE'],
  ];
  const found = words.find((each) => has(...each));
  if (found !== undefined) return found.join(' ');
  // Partitions are taken over as they lie on disk, with the rows that a filter hides.
  return isWord(first, 'ALTER') && has('PARTITION') && has('FROM') ? 'PARTITION … FROM' : undefined;
}

/** Values of `{name:Identifier}`: only these become names. One that the session holds from an earlier SET would not be looked at. */
function identifierValues(
  user: ClickHouseUser,
  all: readonly Token[],
  params: ReadonlyMap<string, string>,
): string[] {
  return all.flatMap(({ text }, index) => {
    const [name, colon, type] = all.slice(index + 1, index + 4);
    if (text !== '{' || colon?.text !== ':' || !isWord(type, 'IDENTIFIER')) return [];
    const value = params.get(name?.text ?? '');
    if (value === undefined) throw denied(user, 'a name that the request itself does not bring');
    return [value];
  });
}

function hiddenName(token: Token): string | undefined {
  const name = identifierName(token);
  return name !== undefined && isHidden(name) ? name : undefined;
}

function isHidden(name: string): boolean {
  return name.split('.').some((part) => hidden.has(part.toLowerCase()));
}

function denied(user: ClickHouseUser, what: string): ServerError {
  return new ServerError(497, 'ACCESS_DENIED', `${user.name}: Not enough privileges to use ${what}.`);
}
