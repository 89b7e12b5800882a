import type { ClickHouseUser } from '../users.ts';
import type { Access } from './access.ts';
import type { AccessUser, Authentication } from './model.ts';

/** Somebody who may log in. */
export interface Account {
  readonly user: ClickHouseUser;
  /** Another list once the password was changed. */
  readonly ways: readonly Authentication[];
  readonly closed: boolean;
  readonly validUntil: string | undefined;
}

export interface Accounts {
  find(name: string): Account | undefined;
}

/** Users of the configuration and those made by SQL, as they are at the moment of asking. */
export function accountsOf(configured: readonly ClickHouseUser[], access: Pick<Access, 'model'>): Accounts {
  const fixed = new Map(configured.map((user) => [user.name, configuredAccount(user)]));
  return {
    find: (name) => {
      const user = access.model.users.find((each) => each.name === name);
      return fixed.get(name) ?? (user === undefined ? undefined : sqlAccount(user));
    },
  };
}

function configuredAccount(user: ClickHouseUser): Account {
  const way: Authentication = {
    scheme: 'password',
    shownAs: 'sha256_password',
    argon2: user.passwordHash,
    salt: '',
  };
  return { user, ways: [way], closed: false, validUntil: undefined };
}

function sqlAccount({ name, authentication, closed, validUntil }: AccessUser): Account {
  return { user: { name, passwordHash: '', rights: 'granted' }, ways: authentication, closed, validUntil };
}
