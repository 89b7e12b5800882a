import { type Selectable, sql, type UpdateObject } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import { closeRelease } from './close.ts';
import type { PeriodCloseTable } from './decision-tables.ts';
import { assertLease, type Lease } from './lease.ts';
import { onePerson } from './one-person.ts';
import type { LedgerDb, LedgerSchema } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** One lock of a period: version `number` of its statements, and everything they were made of. */
export type PeriodClose = Readonly<Selectable<PeriodCloseTable>>;

export type NewPeriodClose = Pick<
  PeriodClose,
  | 'period'
  | 'release'
  | 'periodStart'
  | 'periodEnd'
  | 'asOf'
  | 'terms'
  | 'inputDigest'
  | 'statementDigest'
  | 'accepted'
  | 'reason'
  | 'lockedBy'
>;

export const closeKind = 'close ';

export function closeSubject({ period, number }: Pick<PeriodClose, 'period' | 'number'>): string {
  return `${closeKind}${period}@${number}`;
}

/**
 * Locks a period at a published release and pins everything that release shows. To be called under the lease of
 * publication, so that nothing is swept meanwhile. Errors: LEASE_LOST; PERIOD_LOCKED; RELEASE_UNKNOWN, RELEASE_FIXED.
 */
export async function lockPeriod(db: LedgerDb, lease: Lease, close: NewPeriodClose): Promise<PeriodClose> {
  return atomically(db, async (trx) => {
    await assertLease(trx, lease);
    await takeTurns(trx, close.period);
    const history = await closesOf(trx, close.period);
    const open = history.find(({ state }) => state !== 'unlocked');
    if (open !== undefined)
      throw new YardstickError('PERIOD_LOCKED', `It is locked already, by ${open.lockedBy}.`, {
        subject: close.period,
        advice: 'Look at it with `yardstick close status`.',
      });
    await closeRelease(trx, close.release);
    const { terms, accepted, ...rest } = close;
    const created = await trx
      .insertInto('periodClose')
      .values({
        ...rest,
        number: Math.max(0, ...history.map(({ number }) => number)) + 1,
        state: 'locked',
        terms: JSON.stringify(terms),
        accepted: JSON.stringify(accepted),
        lockedAt: auditedNow,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(trx, close.lockedBy, 'period locked', created);
    return created;
  });
}

/** Asks that a lock be taken away; somebody else has to approve. Asked again, the newer request stands. Error: PERIOD_OPEN. */
export async function requestUnlock(
  db: LedgerDb,
  of: { readonly period: string; readonly by: string; readonly reason: string },
): Promise<PeriodClose> {
  return change(db, of.period, async (trx, lock) => {
    const asked = { unlockRequestedBy: of.by, unlockRequestedAt: auditedNow, unlockReason: of.reason };
    const changed = await update(trx, lock, { state: 'unlock_requested', ...asked });
    await audit(trx, of.by, 'unlock requested', changed);
    return changed;
  });
}

/** Takes a lock away that somebody else has asked to. Its release stays pinned. Errors: PERIOD_OPEN, APPROVAL_REFUSED. */
export async function approveUnlock(
  db: LedgerDb,
  of: { readonly period: string; readonly by: string },
): Promise<PeriodClose> {
  return change(db, of.period, async (trx, lock) => {
    if (lock.state !== 'unlock_requested')
      throw new YardstickError('APPROVAL_REFUSED', 'Nobody has asked to unlock it.', { subject: of.period });
    const asker = await onePerson(trx, { first: lock.unlockRequestedBy, second: of.by });
    if (asker !== undefined)
      throw new YardstickError('APPROVAL_REFUSED', `${asker} has asked for it, and cannot approve it too.`, {
        subject: of.period,
      });
    const changed = await update(trx, lock, { state: 'unlocked', unlockedBy: of.by, unlockedAt: auditedNow });
    await audit(trx, of.by, 'period unlocked', changed);
    return changed;
  });
}

/** Every lock a period has had, the first one first. */
export async function closesOf(db: LedgerDb, period: string): Promise<readonly PeriodClose[]> {
  return db.selectFrom('periodClose').selectAll().where('period', '=', period).orderBy('number').execute();
}

/** Every lock of every period. */
export async function allCloses(db: LedgerDb): Promise<readonly PeriodClose[]> {
  return db
    .selectFrom('periodClose')
    .selectAll()
    .orderBy('periodStart')
    .orderBy('period')
    .orderBy('number')
    .execute();
}

/** The lock that stands; undefined while the period is open. */
export async function standingLock(db: LedgerDb, period: string): Promise<PeriodClose | undefined> {
  return (await closesOf(db, period)).find(({ state }) => state !== 'unlocked');
}

/** Refuses what would change the terms of a locked period, within the transaction that changes them. Days are half open. Error: PERIOD_LOCKED naming key and lock. */
export async function assertOpen(
  db: LedgerDb,
  days: { readonly from: string; readonly until: string },
  what: { readonly subject: string; readonly key: string },
): Promise<void> {
  // Nobody locks a period between this look and the change it allows.
  await sql`LOCK TABLE ledger.period_close IN SHARE MODE`.execute(db);
  const locks = (await allCloses(db)).filter(({ state }) => state !== 'unlocked');
  const lock = locks.find(({ periodStart, periodEnd }) => periodStart < days.until && days.from < periodEnd);
  if (lock === undefined) return;
  throw new YardstickError(
    'PERIOD_LOCKED',
    `${what.key}: ${lock.period} is locked since ${lock.lockedAt} by ${lock.lockedBy}; nothing of it was changed (closed_period).`,
    { subject: what.subject },
  );
}

async function change(
  db: LedgerDb,
  period: string,
  work: (trx: LedgerDb, lock: PeriodClose) => Promise<PeriodClose>,
): Promise<PeriodClose> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, `close ${period}`);
    const lock = await standingLock(trx, period);
    if (lock !== undefined) return work(trx, lock);
    throw new YardstickError('PERIOD_OPEN', 'It is not locked.', { subject: period });
  });
}

async function update(
  trx: LedgerDb,
  { period, number }: PeriodClose,
  values: UpdateObject<LedgerSchema, 'periodClose'>,
): Promise<PeriodClose> {
  return trx
    .updateTable('periodClose')
    .set(values)
    .where('period', '=', period)
    .where('number', '=', number)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function audit(trx: LedgerDb, actor: string, action: string, row: PeriodClose): Promise<void> {
  await auditChange(trx, { actor, action, subject: closeSubject(row), row });
}
