const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g;
const texts = /'(?:[^'\\]|\\.|'')*'/g;
/** `IS DISTINCT FROM x` and `ARRAY JOIN x` name no relation. */
const otherUses = /\bDISTINCT\s+FROM\b|\bARRAY\s+JOIN\b/gi;
const relation = /\b(?:FROM|JOIN)\s+(?:`([^`]+)`|"([^"]+)"|([A-Za-z_]\w*)(?!\w*\s*\())/gi;
const commonTable = /(?:\bWITH|,)\s*(?:`([^`]+)`|([A-Za-z_]\w*))\s+AS\s*\(/gi;

const plainSelect =
  /^\s*SELECT\b(?![\s\S]*\b(?:SELECT|DISTINCT|UNION|JOIN|arrayJoin)\b)[\s\S]*\bFROM\s+(?:`[^`]+`|"[^"]+"|\w+)(?:\s+AS\s+\w+)?(?:\s+WHERE\s+NOT\s+(?:\w+\.)?_deleted)?\s*;?\s*$/i;

/** Whether a SELECT gives one row for each living row it reads: it leaves out nothing but what is deleted. */
export function takesEveryRow(sql: string): boolean {
  return plainSelect.test(withoutTexts(sql));
}

/** The relations a SELECT reads, without its own CTEs, subqueries and table functions, in order of appearance. */
export function relationNames(sql: string): readonly string[] {
  const code = withoutTexts(sql).replace(otherUses, ' ');
  const own = new Set([...code.matchAll(commonTable)].map((match) => match[1] ?? match[2]));
  const read = [...code.matchAll(relation)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return [...new Set(read)].filter((name) => !own.has(name));
}

function withoutTexts(sql: string): string {
  return sql.replace(comments, ' ').replace(texts, "''");
}
