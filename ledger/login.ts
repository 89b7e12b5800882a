import { sql } from 'kysely';
import { type Account, accountById, sameEmail } from './account.ts';
import { matchesPassword } from './password.ts';
import type { LedgerDb } from './schema.ts';

export type LoginAnswer =
  | { readonly ok: true; readonly account: Account }
  /** `locked`: too many failures; say so only where that tells a stranger nothing. */
  | { readonly ok: false; readonly reason: 'refused' | 'locked' };

const failuresAllowed = 10;
const lockMinutes = 15;

/**
 * Checks a password. Unknown, disabled and locked accounts take the same time as a wrong password. Ten failures in a
 * row lock the account for 15 minutes; even the right password is refused while it is locked.
 */
export async function verifyPassword(db: LedgerDb, email: string, password: string): Promise<LoginAnswer> {
  const attempt = await chargeAttempt(db, email);
  const matches = await matchesPassword(attempt?.passwordHash, password);
  if (attempt === undefined) return { ok: false, reason: (await isLocked(db, email)) ? 'locked' : 'refused' };
  if (!matches) return { ok: false, reason: 'refused' };
  await forgiveAttempts(db, attempt.id);
  const account = await accountById(db, attempt.id);
  return account === undefined ? { ok: false, reason: 'refused' } : { ok: true, account };
}

/**
 * Counts the attempt as failed before the password is looked at, so that guesses sent in parallel are counted too.
 * Undefined when the account may not try: unknown, disabled or locked.
 */
async function chargeAttempt(db: LedgerDb, email: string) {
  // A lock that is over starts a new count.
  const failures = sql<number>`CASE WHEN locked_until IS NULL THEN failed_logins + 1 ELSE 1 END`;
  return db
    .updateTable('account')
    .set({
      failedLogins: failures,
      lockedUntil: sql<string | null>`CASE WHEN ${failures} >= ${failuresAllowed}::int
        THEN clock_timestamp() + make_interval(mins => ${lockMinutes}::int) END`,
    })
    .where(sameEmail(email))
    .where('disabled', '=', false)
    .where(sql<boolean>`(locked_until IS NULL OR locked_until <= clock_timestamp())`)
    .returning(['id', 'passwordHash'])
    .executeTakeFirst();
}

async function forgiveAttempts(db: LedgerDb, id: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ failedLogins: 0, lockedUntil: null, lastLoginAt: sql<string>`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
}

async function isLocked(db: LedgerDb, email: string): Promise<boolean> {
  const locked = await db
    .selectFrom('account')
    .select('id')
    .where(sameEmail(email))
    .where('lockedUntil', '>', sql<string>`clock_timestamp()`)
    .executeTakeFirst();
  return locked !== undefined;
}
