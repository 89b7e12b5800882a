import { sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { LedgerDb } from './schema.ts';

/** The right to write under a key. The epoch grows with every acquisition, so an older holder can be told apart. */
export interface Lease {
  readonly key: string;
  readonly epoch: number;
  readonly holder: string;
}

/** Somebody else has the key until `expiresAt` (database clock), unless it is renewed. */
export interface LeaseHeld {
  readonly key: string;
  readonly heldBy: string;
  readonly expiresAt: string;
}

export interface LeaseRequest {
  readonly key: string;
  /** Who asks: the same holder takes a live lease over, because a retry is another attempt of the same work. */
  readonly holder: string;
  readonly ttlSeconds: number;
}

export function isHeld(answer: Lease | LeaseHeld): answer is LeaseHeld {
  return 'heldBy' in answer;
}

/** Takes the lease when it is free, expired, or the same holder's; otherwise tells who has it. */
export async function acquireLease(db: LedgerDb, request: LeaseRequest): Promise<Lease | LeaseHeld> {
  const { key, holder, ttlSeconds } = request;
  const taken = await db
    .insertInto('lease')
    .values({ key, holder, epoch: 1, ttlSeconds, acquiredAt: now, expiresAt: after(ttlSeconds) })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((eb) => ({
          epoch: eb('lease.epoch', '+', 1),
          holder,
          ttlSeconds,
          acquiredAt: now,
          expiresAt: after(ttlSeconds),
        }))
        .where((eb) =>
          eb.or([
            eb('lease.holder', 'is', null),
            eb('lease.holder', '=', holder),
            eb('lease.expiresAt', '<=', now),
          ]),
        ),
    )
    .returning('epoch')
    .executeTakeFirst();
  return taken === undefined ? heldBy(db, request) : { key, epoch: taken.epoch, holder };
}

/** Prolongs the lease by its time to live; false when a later acquisition or a release has ended it. */
export async function renewLease(db: LedgerDb, lease: Lease): Promise<boolean> {
  const renewed = await db
    .updateTable('lease')
    .set({ expiresAt: sql<string>`clock_timestamp() + make_interval(secs => ttl_seconds)` })
    .where('key', '=', lease.key)
    .where('epoch', '=', lease.epoch)
    .where('holder', '=', lease.holder)
    .executeTakeFirst();
  return renewed.numUpdatedRows > 0n;
}

/** Gives the key free at once; does nothing when the lease has already been lost. */
export async function releaseLease(db: LedgerDb, lease: Lease): Promise<void> {
  await db
    .updateTable('lease')
    .set({ holder: null, expiresAt: now })
    .where('key', '=', lease.key)
    .where('epoch', '=', lease.epoch)
    .execute();
}

/**
 * Inside a transaction: throws LEASE_LOST unless this is still the newest acquisition, and keeps the row locked
 * until the transaction ends. A lease past its time that nobody has taken still counts: its epoch is the newest,
 * and the lock keeps others out until the commit.
 */
export async function assertLease(trx: LedgerDb, lease: Lease): Promise<void> {
  const found = await trx
    .selectFrom('lease')
    .select('epoch')
    .where('key', '=', lease.key)
    .where('epoch', '=', lease.epoch)
    .where('holder', '=', lease.holder)
    .forUpdate()
    .executeTakeFirst();
  if (found !== undefined) return;
  throw new YardstickError('LEASE_LOST', `Another attempt has taken over from epoch ${lease.epoch}.`, {
    subject: lease.key,
  });
}

async function heldBy(db: LedgerDb, request: LeaseRequest): Promise<Lease | LeaseHeld> {
  const row = await db
    .selectFrom('lease')
    .select(['holder', 'expiresAt'])
    .where('key', '=', request.key)
    .executeTakeFirst();
  // Given free between the two statements: it is ours to try again.
  if (row === undefined || row.holder === null) return acquireLease(db, request);
  return { key: request.key, heldBy: row.holder, expiresAt: row.expiresAt };
}

const now = sql<string>`clock_timestamp()`;

function after(seconds: number) {
  return sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`;
}
