import { createHash } from 'node:crypto';

/** The engine's role that holds what a user or role was granted itself. Names of any kind become short and safe ones. */
export function engineRole(kind: 'user' | 'role', name: string): string {
  return `${kind}_${shortHash(name)}`;
}

/** The engine's profile that holds a user's requests to what its settings allow. */
export function limitsProfile(user: string): string {
  return `limits_${shortHash(user)}`;
}

/** The same role for sessions that filters bind: without the tables that no filter reaches. */
export function filteredRole(role: string): string {
  return `${role}_filtered`;
}

/** What a session carries in `log_comment` for each row filter that binds it. */
export function filterTag(...parts: readonly string[]): string {
  return shortHash(JSON.stringify(parts));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
