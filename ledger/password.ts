import { argon2id, hash, verify } from 'argon2';
import { YardstickError } from '../errors/yardstick-error.ts';

/** OWASP's second recommended setting for argon2id: 19 MiB, two passes, one lane. */
const cost = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash, at the same cost, of a random password that was thrown away. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,p=1,t=2$n6coy2IkBhTfVIIWatpXow$ksOXF6qDsZKwrmUCUp+1KNTagH4iR7n7JDURMmN7rOs';

/** The argon2id hash to store. Throws ACCOUNT_PASSWORD_WEAK below ten characters. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < 10) {
    throw new YardstickError(
      'ACCOUNT_PASSWORD_WEAK',
      `A password of ${password.length} characters is too short.`,
    );
  }
  return hash(password, cost);
}

/**
 * Whether the password belongs to the hash. Without a hash it does the same work and says no, so that the time taken
 * does not tell whether an account exists.
 */
export async function matchesPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? nobodysHash, password);
  return matches && stored !== undefined;
}
