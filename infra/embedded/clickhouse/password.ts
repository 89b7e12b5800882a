import { argon2id, hash, verify } from 'argon2';

/** The argon2id hash of a password, as stored in the users file. */
export function hashPassword(password: string): Promise<string> {
  // Light parameters of OWASP's password storage sheet: 19 MiB, two passes.
  return hash(password, { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}
