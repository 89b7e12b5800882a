import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { hashPassword } from './password.ts';
import type { AccountTable, LedgerDb, Role } from './schema.ts';
import { atomically } from './transaction.ts';

/** A person who may use the portal. What belongs to the login alone is left out. */
export type Account = Readonly<Omit<Selectable<AccountTable>, 'passwordHash' | 'failedLogins'>>;

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly employeeId?: string;
  readonly teamId?: string;
  readonly region?: string;
  /** BCP 47 tag; default `zh-CN`. */
  readonly language?: string;
  /** `light`, `dark` or `system` (default). */
  readonly theme?: string;
}

/** What may be changed later; null takes a value away. */
export type AccountChanges = Partial<
  Pick<Account, 'name' | 'role' | 'employeeId' | 'teamId' | 'region' | 'language' | 'theme' | 'disabled'>
>;

export const accountColumns = [
  'id',
  'email',
  'name',
  'role',
  'employeeId',
  'teamId',
  'region',
  'language',
  'theme',
  'disabled',
  'lockedUntil',
  'createdAt',
  'lastLoginAt',
] as const;

/** Errors: ACCOUNT_EXISTS (e-mail addresses are compared without case), ACCOUNT_PASSWORD_WEAK. */
export async function createAccount(db: LedgerDb, account: NewAccount): Promise<Account> {
  const created = await db
    .insertInto('account')
    .values({
      id: randomUUID(),
      email: account.email.trim(),
      name: account.name,
      role: account.role,
      employeeId: account.employeeId ?? null,
      teamId: account.teamId ?? null,
      region: account.region ?? null,
      language: account.language ?? 'zh-CN',
      theme: account.theme ?? 'system',
      passwordHash: await hashPassword(account.password),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(accountColumns)
    .executeTakeFirst();
  if (created !== undefined) return created;
  throw new YardstickError('ACCOUNT_EXISTS', 'An account with this e-mail address exists.', {
    subject: account.email,
  });
}

export async function accountById(db: LedgerDb, id: string): Promise<Account | undefined> {
  return db.selectFrom('account').select(accountColumns).where('id', '=', id).executeTakeFirst();
}

export async function accountByEmail(db: LedgerDb, email: string): Promise<Account | undefined> {
  return db.selectFrom('account').select(accountColumns).where(sameEmail(email)).executeTakeFirst();
}

/** Every account, by name. */
export async function allAccounts(db: LedgerDb): Promise<readonly Account[]> {
  return db.selectFrom('account').select(accountColumns).orderBy('name').orderBy('email').execute();
}

/** Changes an account; one that is disabled is logged out everywhere. Error: ACCOUNT_UNKNOWN. */
export async function changeAccount(db: LedgerDb, id: string, changes: AccountChanges): Promise<Account> {
  return atomically(db, async (trx) => {
    const account = await knownAccount(trx, id);
    await trx.updateTable('account').set(changed(account, changes)).where('id', '=', id).execute();
    if (changes.disabled === true) await trx.deleteFrom('session').where('accountId', '=', id).execute();
    return knownAccount(trx, id);
  });
}

/** Sets a new password, ends every session and any lock. Errors: ACCOUNT_UNKNOWN, ACCOUNT_PASSWORD_WEAK. */
export async function setPassword(db: LedgerDb, id: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await atomically(db, async (trx) => {
    await knownAccount(trx, id);
    await trx
      .updateTable('account')
      .set({ passwordHash, failedLogins: 0, lockedUntil: null })
      .where('id', '=', id)
      .execute();
    await trx.deleteFrom('session').where('accountId', '=', id).execute();
  });
}

/** Column by column, so that nothing else a caller's object may carry gets into the row. */
function changed(account: Account, changes: AccountChanges) {
  const { name, role, employeeId, teamId, region, language, theme, disabled } = { ...account, ...changes };
  return { name, role, employeeId, teamId, region, language, theme, disabled };
}

export function sameEmail(email: string) {
  return sql<boolean>`lower(email) = lower(${email.trim()})`;
}

async function knownAccount(db: LedgerDb, id: string): Promise<Account> {
  const found = await accountById(db, id);
  if (found !== undefined) return found;
  throw new YardstickError('ACCOUNT_UNKNOWN', 'There is no such account.', { subject: id });
}
