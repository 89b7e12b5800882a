/**
 * Quoted text is matched first, so that a `--` inside a string is not taken for a comment.
 * Group 1 is quoted text; every other match is a run of white space and comments.
 */
const tokens =
  /('(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`)|(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)+/g;

/** SQL with comments removed and white space collapsed, so that a reformatted file has the same fingerprint. */
export function normaliseSql(sql: string): string {
  return sql
    .replace(tokens, (_, quoted: string | undefined) => quoted ?? ' ')
    .trim()
    .replace(/\s*;$/, '');
}

/** Names of the `{name:Type}` parameters a statement uses, sorted. */
export function parametersOf(sql: string): string[] {
  const bare = sql.replace(tokens, ' ');
  const names = [...bare.matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)].sort();
}
