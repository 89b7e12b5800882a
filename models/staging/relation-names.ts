const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const texts = /'(?:[^'\\]|\\.|'')*'/g;
/** `IS DISTINCT FROM x` and `ARRAY JOIN x` name no relation. */
const otherUses = /\bDISTINCT\s+FROM\b|\bARRAY\s+JOIN\b/gi;
const relation = /\b(?:FROM|JOIN)\s+(?:`([^`]+)`|"([^"]+)"|([A-Za-z_]\w*)(?!\w*\s*\())/gi;
const commonTable = /(?:\bWITH|,)\s*(?:`([^`]+)`|([A-Za-z_]\w*))\s+AS\s*\(/gi;

/** The relations a SELECT reads, without its own CTEs, subqueries and table functions, in order of appearance. */
export function relationNames(sql: string): readonly string[] {
  const code = sql.replace(comments, ' ').replace(texts, "''").replace(otherUses, ' ');
  const own = new Set([...code.matchAll(commonTable)].map((match) => match[1] ?? match[2]));
  const read = [...code.matchAll(relation)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return [...new Set(read)].filter((name) => !own.has(name));
}
