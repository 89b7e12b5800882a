import { createHmac, randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from '../password.ts';
import { ServerError } from '../server-error.ts';
import type { ClickHouseUser } from '../users.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/**
 * Checks passwords. argon2id costs some 20 ms on purpose, so a pair that was right once is remembered
 * as a hash keyed with a secret of this process.
 */
export class Authenticator {
  readonly #users: ReadonlyMap<string, ClickHouseUser>;
  readonly #secret = randomBytes(32);
  readonly #known = new Set<string>();
  readonly #decoy = hashPassword(randomBytes(16).toString('hex'));

  constructor(users: readonly ClickHouseUser[]) {
    this.#users = new Map(users.map((user) => [user.name, user]));
  }

  /** The user, or 516 without telling whether the name or the password was wrong. */
  async authenticate({ user: name, password }: Credentials): Promise<ClickHouseUser> {
    const user = this.#users.get(name);
    const key = createHmac('sha256', this.#secret)
      .update(JSON.stringify([name, password]))
      .digest('base64');
    if (user !== undefined && this.#known.has(key)) return user;
    // An unknown name costs as much time as a known one.
    const matches = await verifyPassword(user?.passwordHash ?? (await this.#decoy), password);
    if (user === undefined || !matches) throw authenticationFailed(name);
    this.#known.add(key);
    return user;
  }
}

function authenticationFailed(name: string): ServerError {
  return new ServerError(
    516,
    'AUTHENTICATION_FAILED',
    `${name}: Authentication failed: password is incorrect, or there is no user with such name.`,
  );
}
