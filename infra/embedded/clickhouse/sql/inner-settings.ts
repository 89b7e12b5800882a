import { identifierName, isWord, type Token } from './lexer.ts';

/**
 * Names in SETTINGS clauses within brackets, such as those of subqueries, in those of a SELECT that another is put together with,
 * and in those of a statement that keeps a query: the engine holds only the last clause of a statement itself to the bounds of a
 * session.
 */
export function innerSettings(all: readonly Token[]): string[] {
  const keeps = isWord(all[0], 'CREATE', 'ALTER', 'REPLACE', 'ATTACH');
  return all.flatMap((token, index) =>
    isWord(token, 'SETTINGS') && (keeps || token.depth > 0 || isFollowed(all, index))
      ? settingsOfClause(all, index)
      : [],
  );
}

function isFollowed(all: readonly Token[], clause: number): boolean {
  return all
    .slice(clause)
    .some((token) => token.depth === 0 && isWord(token, 'UNION', 'INTERSECT', 'EXCEPT'));
}

function settingsOfClause(all: readonly Token[], clause: number): string[] {
  const depth = all[clause]?.depth ?? 0;
  const names: string[] = [];
  for (let at = clause + 1; ; at += 1) {
    const token = all[at];
    const name = token === undefined ? undefined : identifierName(token);
    if (name === undefined) return names;
    names.push(name);
    while (all[at] !== undefined && !endsSetting(all[at], depth)) at += 1;
    if (all[at]?.text !== ',') return names;
  }
}

function endsSetting(token: Token | undefined, depth: number): boolean {
  return token !== undefined && (token.depth < depth || (token.depth === depth && token.text === ','));
}
