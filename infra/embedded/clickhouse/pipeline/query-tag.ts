import { createHash } from 'node:crypto';

const longestId = 500;

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
