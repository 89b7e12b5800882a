import { createHash, randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from '../password.ts';
import { ServerError } from '../server-error.ts';
import type { Authentication } from './model.ts';
import type { GivenAuthentication } from './statement.ts';

const fromPassword = new Set([
  'plaintext_password',
  'sha256_password',
  'double_sha1_password',
  'bcrypt_password',
  'scram_sha256_password',
]);

/**
 * What is kept of a password: an argon2id hash. Where only an older hash was given, that one is hashed again, so that the
 * file never holds a fast hash. Throws 48 for ways of logging in that the endpoint does not know.
 */
export async function keptAuthentication({
  type,
  secret,
  salt,
}: GivenAuthentication): Promise<Authentication> {
  if (type === 'no_password') return { scheme: 'none' };
  if (secret !== undefined && fromPassword.has(type))
    return { scheme: 'password', shownAs: type, argon2: await hashPassword(secret), salt: '' };
  if (secret !== undefined && type === 'sha256_hash')
    return kept('sha256', 'sha256_password', digest(secret, 64, type), salt);
  if (secret !== undefined && type === 'double_sha1_hash')
    return kept('double-sha1', 'double_sha1_password', digest(secret, 40, type), '');
  throw new ServerError(
    48,
    'NOT_IMPLEMENTED',
    `The embedded ClickHouse cannot identify users with ${type}${secret === undefined ? ' without a password' : ''}; use sha256_password`,
  );
}

/** The older hash of a password, in the form in which it was hashed again. */
const candidates: Readonly<
  Record<'password' | 'sha256' | 'double-sha1', (password: string, salt: string) => string>
> = {
  password: (password) => password,
  sha256: (password, salt) =>
    createHash('sha256')
      .update(password + salt)
      .digest('hex'),
  'double-sha1': (password) =>
    createHash('sha1').update(createHash('sha1').update(password).digest()).digest('hex'),
};

export async function authenticates(way: Authentication, password: string): Promise<boolean> {
  if (way.scheme === 'none') return true;
  return verifyPassword(way.argon2, candidates[way.scheme](password, way.salt));
}

/** A hash that no password has, to spend the same time on names that do not exist. */
export function decoy(): Promise<string> {
  return hashPassword(randomBytes(16).toString('hex'));
}

async function kept(
  scheme: 'sha256' | 'double-sha1',
  shownAs: string,
  hex: string,
  salt: string,
): Promise<Authentication> {
  return { scheme, shownAs, argon2: await hashPassword(hex), salt };
}

function digest(hex: string, length: number, type: string): string {
  const lower = hex.replace(/^\*/, '').toLowerCase();
  if (new RegExp(`^[\\da-f]{${length}}$`).test(lower)) return lower;
  throw new ServerError(36, 'BAD_ARGUMENTS', `${type} expects ${length} hexadecimal digits`);
}
