import { quotedIdentifier } from '../sql/literals.ts';
import type { NameSet } from './model.ts';

/** Names of users and roles as they stand behind TO. */
export function setText({ all, names, except }: NameSet): string {
  if (!all) return names.length === 0 ? 'NONE' : names.map(plainOrQuoted).join(', ');
  return except.length === 0 ? 'ALL' : `ALL EXCEPT ${except.map(plainOrQuoted).join(', ')}`;
}

/** A name in quotes where it needs them. */
export function plainOrQuoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quotedIdentifier(name);
}
