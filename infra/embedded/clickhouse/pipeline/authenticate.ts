import { createHmac, randomBytes } from 'node:crypto';
import type { Account, Accounts } from '../access/accounts.ts';
import { authenticates, decoy } from '../access/hash.ts';
import type { Authentication } from '../access/model.ts';
import { ServerError } from '../server-error.ts';
import type { ClickHouseUser } from '../users.ts';
import { Slowdown } from './slow-down.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** Where the request comes from. */
  readonly address: string;
}

/**
 * Checks passwords. argon2id costs some 20 ms on purpose, so a pair that was right once is remembered
 * as a hash keyed with a secret of this process, for as long as the user's ways to log in stay the same.
 */
export class Authenticator {
  readonly #accounts: Accounts;
  readonly #secret = randomBytes(32);
  readonly #known = new Map<string, Account['ways']>();
  readonly #decoy = decoy();
  readonly #slowdown: Slowdown;

  constructor(accounts: Accounts, slowdown = new Slowdown()) {
    this.#accounts = accounts;
    this.#slowdown = slowdown;
  }

  /** The user, or 516 without telling whether the name or the password was wrong. */
  async authenticate({ user: name, password, address }: Credentials): Promise<ClickHouseUser> {
    const account = this.#accounts.find(name);
    const key = this.#keyOf(name, password);
    if (account !== undefined && this.#known.get(key) === account.ways && isOpen(account))
      return account.user;
    await this.#slowdown.attempt(name, address);
    // An unknown name costs as much time as a known one.
    const matches = await anyMatches(account?.ways ?? [await this.#decoyWay()], password);
    // Looked up again: the user may have been changed or dropped meanwhile.
    const now = this.#accounts.find(name);
    if (!matches || now === undefined || now.ways !== account?.ways || !isOpen(now))
      throw authenticationFailed(name);
    this.#slowdown.succeeded(name, address);
    this.#remember(key, now.ways);
    return now.user;
  }

  async #decoyWay(): Promise<Authentication> {
    return { scheme: 'password', shownAs: '', argon2: await this.#decoy, salt: '' };
  }

  #keyOf(name: string, password: string): string {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([name, password]))
      .digest('base64');
  }

  #remember(key: string, ways: Account['ways']): void {
    if (this.#known.size >= 10_000) this.#known.clear();
    this.#known.set(key, ways);
  }
}

function isOpen({ closed, validUntil }: Account): boolean {
  return !closed && (validUntil === undefined || Date.now() < Date.parse(validUntil));
}

async function anyMatches(ways: readonly Authentication[], password: string): Promise<boolean> {
  const matches = await Promise.all(ways.map((way) => authenticates(way, password)));
  return matches.includes(true);
}

function authenticationFailed(name: string): ServerError {
  return new ServerError(
    516,
    'AUTHENTICATION_FAILED',
    `${name}: Authentication failed: password is incorrect, or there is no user with such name.`,
  );
}
