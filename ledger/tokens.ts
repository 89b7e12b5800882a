import { sql } from 'kysely';
import type { LedgerDb } from './schema.ts';
import { refuseShortKey, seal, unseal } from './seal.ts';
import { wait } from './wait.ts';

export interface AccessToken {
  readonly value: string;
  readonly instanceUrl?: string;
  /** Epoch milliseconds; undefined: expiry is discovered by a 401. */
  readonly expiresAt?: number;
}

export interface TokenCache {
  get(
    key: string,
    refresh: (signal: AbortSignal) => Promise<AccessToken>,
    signal: AbortSignal,
  ): Promise<AccessToken>;
  forget(key: string, token: AccessToken): Promise<void>;
}

/** How often those who wait for another worker's refresh look again. */
const lookAgainMs = 100;

/**
 * Access tokens in the ledger, encrypted with `secret` (32 bytes, else SECRET_KEY_INVALID), refreshed by one worker
 * at a time. A worker that dies while refreshing gives way at once. A token sealed with an older key is refreshed.
 */
export function createSharedTokenCache(db: LedgerDb, secret: Uint8Array): TokenCache {
  refuseShortKey(secret);
  return {
    async get(key, refresh, signal) {
      for (;;) {
        signal.throwIfAborted();
        const token =
          (await freshToken(db, secret, key)) ?? (await refreshAlone(db, secret, key, refresh, signal));
        if (token !== undefined) return token;
        await wait(lookAgainMs, signal);
      }
    },
    forget: (key, token) => forgetToken(db, secret, key, token),
  };
}

/**
 * Refreshes under an advisory lock, or returns undefined when another worker has it. It is tried and not waited for:
 * waiting would hold a connection, and enough waiters would starve the refresh of the ones it needs itself.
 */
async function refreshAlone(
  db: LedgerDb,
  secret: Uint8Array,
  key: string,
  refresh: (signal: AbortSignal) => Promise<AccessToken>,
  signal: AbortSignal,
): Promise<AccessToken | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await tryLock(trx, key))) return undefined;
    const already = await freshToken(trx, secret, key);
    if (already !== undefined) return already;
    const token = await refresh(signal);
    await storeToken(trx, secret, key, token);
    return token;
  });
}

async function tryLock(trx: LedgerDb, key: string): Promise<boolean> {
  const answer = await sql<{ locked: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`ledger.access_token ${key}`}, 0)) AS locked`.execute(
    trx,
  );
  return answer.rows[0]?.locked ?? false;
}

/** The stored token unless it ends within the last tenth of its life, at most a minute. */
async function freshToken(db: LedgerDb, secret: Uint8Array, key: string): Promise<AccessToken | undefined> {
  const row = await db
    .selectFrom('accessToken')
    .select('sealed')
    .where('key', '=', key)
    .where(
      sql<boolean>`(expires_at IS NULL OR clock_timestamp()
        < expires_at - least((expires_at - obtained_at) / 10, interval '1 minute'))`,
    )
    .executeTakeFirst();
  return row === undefined ? undefined : parseToken(unseal(secret, key, row.sealed));
}

async function storeToken(db: LedgerDb, secret: Uint8Array, key: string, token: AccessToken): Promise<void> {
  const stored = {
    sealed: seal(secret, key, JSON.stringify(token)),
    expiresAt: token.expiresAt === undefined ? null : new Date(token.expiresAt).toISOString(),
    obtainedAt: sql<string>`clock_timestamp()`,
  };
  await db
    .insertInto('accessToken')
    .values({ key, ...stored })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(stored))
    .execute();
}

/** Removes the token only if it is still the stored one: by now another worker may have fetched a better one. */
async function forgetToken(db: LedgerDb, secret: Uint8Array, key: string, token: AccessToken): Promise<void> {
  const row = await db.selectFrom('accessToken').select('sealed').where('key', '=', key).executeTakeFirst();
  if (row === undefined || parseToken(unseal(secret, key, row.sealed))?.value !== token.value) return;
  await db.deleteFrom('accessToken').where('key', '=', key).where('sealed', '=', row.sealed).execute();
}

function parseToken(text: string | undefined): AccessToken | undefined {
  if (text === undefined) return undefined;
  const parsed: unknown = JSON.parse(text);
  return isToken(parsed) ? parsed : undefined;
}

function isToken(value: unknown): value is AccessToken {
  return typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string';
}
