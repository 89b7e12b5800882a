import { createHash } from 'node:crypto';
import { stringLiteral } from '../sql/literals.ts';

const longestId = 500;

/**
 * The setting that carries the tag of a statement with parameters or secrets: the engine lists such a statement in a form of its own, without its
 * comments. It means nothing itself, since nobody may choose the dialect it is for, and only admins may set it; settings of our own the engine does not take.
 */
export const tagSetting = 'promql_table';

/** SQL over the engine's process list: the tag of a statement; empty: it is none of a client. */
export const tagSql = `if(startsWith(query, '/*qid:'), extract(query, '^/\\\\*qid:\\\\S* user:\\\\S*\\\\*/'), Settings['${tagSetting}'])`;

/** SQL over the engine's process list: whether a statement has this tag. */
export function hasTagSql(tag: string): string {
  return `(${tagSql}) = ${stringLiteral(tag)}`;
}

/**
 * The comment that stands before a statement in the engine's process list, which knows neither our query ids nor our users.
 * The view `processes` reads it. Nothing in it can end the comment.
 */
export function queryTag(queryId: string, user: string): string {
  return `/*qid:${encoded(queryId)} user:${encoded(user)}*/`;
}

/** An id too long to be shown is told by its hash. */
function encoded(text: string): string {
  const escaped = encodeURIComponent(text).replaceAll(/[!'()*~]/g, percent);
  return escaped.length > longestId ? createHash('sha256').update(text).digest('hex') : escaped;
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
