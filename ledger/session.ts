import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Account, accountById } from './account.ts';
import type { LedgerDb } from './schema.ts';

/** `token` goes into the cookie and is not stored; the ledger keeps its hash. */
export interface NewSession {
  readonly token: string;
  readonly expiresAt: string;
}

const hours = 12;
const expiry = sql<string>`clock_timestamp() + make_interval(hours => ${hours}::int)`;

/** Begins a session that ends 12 hours after it was last used. */
export async function openSession(db: LedgerDb, accountId: string): Promise<NewSession> {
  const token = randomBytes(32).toString('base64url');
  const { expiresAt } = await db
    .insertInto('session')
    .values({ tokenHash: hashOf(token), accountId, expiresAt: expiry })
    .returning('expiresAt')
    .executeTakeFirstOrThrow();
  return { token, expiresAt };
}

/** Whose session it is, and prolongs it; undefined when it is unknown, over, or the account is disabled. */
export async function sessionAccount(db: LedgerDb, token: string): Promise<Account | undefined> {
  const session = await db
    .selectFrom('session')
    .select('accountId')
    .where('tokenHash', '=', hashOf(token))
    .where('expiresAt', '>', sql<string>`clock_timestamp()`)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const account = await accountById(db, session.accountId);
  if (account === undefined || account.disabled) return undefined;
  await prolong(db, token);
  return account;
}

export async function revokeSession(db: LedgerDb, token: string): Promise<void> {
  await db.deleteFrom('session').where('tokenHash', '=', hashOf(token)).execute();
}

export async function revokeSessionsOf(db: LedgerDb, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('accountId', '=', accountId).execute();
}

/** Removes what is over; returns how many sessions that were. */
export async function sweepSessions(db: LedgerDb): Promise<number> {
  const swept = await db
    .deleteFrom('session')
    .where('expiresAt', '<=', sql<string>`clock_timestamp()`)
    .executeTakeFirst();
  return Number(swept.numDeletedRows);
}

/** At most one write a minute, because every request of a page asks for its session. */
async function prolong(db: LedgerDb, token: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ expiresAt: expiry })
    .where('tokenHash', '=', hashOf(token))
    .where('expiresAt', '<', sql<string>`${expiry} - interval '1 minute'`)
    .execute();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
