import { isWord, type Token, tokens } from './lexer.ts';
import { unquoted } from './literals.ts';

const expressionFollows = [
  ...['DEFAULT', 'MATERIALIZED', 'EPHEMERAL', 'ALIAS', 'TTL', 'CODEC', 'STATISTICS'],
  ...['CONSTRAINT', 'INDEX', 'PROJECTION', 'SETTINGS'],
];

/** The first token of `name Type, …` that is neither name nor type: behind such a word stands an expression, which the engine evaluates. */
export function notAColumn(structure: string): Token | undefined {
  for (const token of tokens(structure))
    if (token.kind === 'unclosed' || token.text === ';' || isWord(token, ...expressionFollows)) return token;
  return undefined;
}

/** Table functions that take such a text, among other texts. */
export const takeStructure: ReadonlySet<string> = new Set([
  ...['null', 'generaterandom', 'input', 'fuzzjson', 'url', 'urlcluster', 'redis', 'mongodb', 'ytsaurus'],
  ...['s3', 's3cluster', 'gcs', 'oss', 'cosn', 'azureblobstorage', 'azureblobstoragecluster'],
  ...['hdfs', 'hdfscluster', 'executable', 'arrowstream'],
]);

/**
 * Calls of table functions whose columns are told by a text that holds an expression, or by what is put together while the query runs and
 * cannot be looked at. Answers the function's name; `parameters` are values of placeholders.
 */
export function hiddenExpression(all: readonly Token[], parameters: readonly string[]): string | undefined {
  for (const [index, token] of all.entries()) {
    const name = token.text.replaceAll(/[`"“”]/g, '').toLowerCase();
    if (all[index + 1]?.text !== '(' || token.kind === 'string') continue;
    const structure = structureTokens(all, index, name);
    if (structure === undefined) continue;
    const isPlain = structure.every(
      ({ kind, text }) =>
        kind === 'word' || kind === 'string' || kind === 'number' || ',={}:()'.includes(text),
    );
    const isCall = structure.some(({ text }, at) => text === '(' && structure[at - 1]?.text !== ':');
    const texts = structure.flatMap(({ kind, text }) => (kind === 'string' ? [unquoted(text)] : []));
    const given = structure.some(({ text }) => text === '{') ? parameters : [];
    if (!isPlain || isCall || [...texts, ...given].some((text) => notAColumn(text) !== undefined))
      return name;
  }
  return undefined;
}

/** The tokens that tell the columns; undefined where the function takes none. */
function structureTokens(all: readonly Token[], index: number, name: string): readonly Token[] | undefined {
  if (takeStructure.has(name)) return argumentsAt(all, index + 1).flat();
  if (name === 'values') {
    const [first = []] = isRows(all, index) ? [] : argumentsAt(all, index + 1);
    return first.some(({ kind, text }) => kind === 'string' || text === '{') && first[0]?.text !== '('
      ? first.filter(({ kind, text }) => kind === 'string' || text === '{')
      : undefined;
  }
  if (name !== 'format') return undefined;
  const [format = [], columns, data] = argumentsAt(all, index + 1);
  // The function of this name that fills in a pattern has another first argument.
  const isPattern = format[0]?.kind === 'string' && !/^\w*$/.test(unquoted(format[0].text));
  return data === undefined || isPattern ? undefined : columns;
}

/** `INSERT … VALUES (…)` rather than the table function. */
function isRows(all: readonly Token[], index: number): boolean {
  const previous = all[index - 1];
  return (
    isWord(all[0], 'INSERT') &&
    all[index]?.depth === 0 &&
    (previous?.text === ')' ||
      previous?.kind === 'quoted-identifier' ||
      (previous?.kind === 'word' && !isWord(previous, 'FROM', 'JOIN', 'FUNCTION', 'TABLE', 'AS', 'IN')))
  );
}

function argumentsAt(all: readonly Token[], open: number): Token[][] {
  const depth = all[open]?.depth ?? 0;
  const parts: Token[][] = [[]];
  for (const token of all.slice(open + 1)) {
    if (token.depth <= depth) break;
    if (token.text === ',' && token.depth === depth + 1) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
