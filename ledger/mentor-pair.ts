import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import type { LedgerDb } from './schema.ts';
import type { MentorPairTable } from './task-tables.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** Somebody who coaches somebody else for a time. */
export type MentorPair = Readonly<Selectable<MentorPairTable>>;

export const mentorPairKind = 'mentor pair ';

export function mentorPairSubject({ id }: Pick<MentorPair, 'id'>): string {
  return `${mentorPairKind}${id}`;
}

/** Pairs two employees. Error: MENTOR_REFUSED for oneself, for days that end before they begin, or where the mentee has a mentor on one of them. */
export async function pairMentor(
  db: LedgerDb,
  pair: Pick<MentorPair, 'mentorId' | 'menteeId' | 'startsOn' | 'endsOn'> & { readonly by: string },
): Promise<MentorPair> {
  const { mentorId, menteeId, startsOn, endsOn, by } = pair;
  const subject = `${mentorId} ${menteeId}`;
  if (mentorId === menteeId) throw refused(subject, 'Nobody is a mentor of oneself.');
  if (endsOn !== null && endsOn <= startsOn)
    throw refused(subject, `It would end on ${endsOn} and begin on ${startsOn}.`);
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'mentor');
    const others = await mentorPairs(trx, { menteeId });
    const other = others.find(
      (each) =>
        isBefore(each.startsOn, endsOn) && isBefore(startsOn, each.endsOn) && each.startsOn !== each.endsOn,
    );
    if (other !== undefined)
      throw refused(subject, `${other.mentorId} is the mentor from ${other.startsOn} on (pair ${other.id}).`);
    const created = await trx
      .insertInto('mentorPair')
      .values({ mentorId, menteeId, startsOn, endsOn, pairedBy: by, pairedAt: auditedNow })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(trx, 'mentor paired', by, created);
    return created;
  });
}

/** Ends a pair: from that day on the mentor sees nothing more. Errors: MENTOR_UNKNOWN; MENTOR_REFUSED where it has ended, would last longer, or the day is over. */
export async function endPair(
  db: LedgerDb,
  {
    id,
    on,
    today,
    by,
    reason,
  }: {
    readonly id: number;
    readonly on: string;
    /** The company’s day. */
    readonly today: string;
    readonly by: string;
    readonly reason: string;
  },
): Promise<MentorPair> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'mentor');
    const pair = await mentorPairById(trx, id);
    const subject = mentorPairSubject(pair);
    if (reason.trim() === '') throw refused(subject, 'It has no reason.');
    if (!isBefore(on, pair.endsOn) || !isBefore(today, pair.endsOn) || pair.startsOn === pair.endsOn)
      throw refused(subject, `It ends on ${pair.endsOn ?? ''} already.`);
    if (on < today) throw refused(subject, `${on} is over: what the mentor saw until today stays so.`);
    const endsOn = on < pair.startsOn ? pair.startsOn : on;
    const changed = await trx
      .updateTable('mentorPair')
      .set({ endsOn, endedBy: by, endedAt: auditedNow, reason: reason.trim() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(trx, 'mentor pair ended', by, changed);
    return changed;
  });
}

/** Error: MENTOR_UNKNOWN. */
export async function mentorPairById(db: LedgerDb, id: number): Promise<MentorPair> {
  const found = await db.selectFrom('mentorPair').selectAll().where('id', '=', id).executeTakeFirst();
  if (found !== undefined) return found;
  throw new YardstickError('MENTOR_UNKNOWN', 'There is no such pair.', {
    subject: mentorPairSubject({ id }),
  });
}

export interface MentorPairFilter {
  readonly mentorId?: string | undefined;
  readonly menteeId?: string | undefined;
  /** Only those that hold on this day. */
  readonly on?: string | undefined;
}

/** Pairs, the first to begin coming first. */
export async function mentorPairs(
  db: LedgerDb,
  filter: MentorPairFilter = {},
): Promise<readonly MentorPair[]> {
  const { mentorId, menteeId, on } = filter;
  let query = db.selectFrom('mentorPair').selectAll();
  if (mentorId !== undefined) query = query.where('mentorId', '=', mentorId);
  if (menteeId !== undefined) query = query.where('menteeId', '=', menteeId);
  if (on !== undefined)
    query = query.where('startsOn', '<=', on).where(sql<boolean>`(ends_on IS NULL OR ends_on > ${on}::date)`);
  return query.orderBy('startsOn').orderBy('id').execute();
}

/** Whether somebody is the mentor of somebody on a day: half open, as all days of the ledger. */
export async function isMentorOn(
  db: LedgerDb,
  { mentorId, menteeId, on }: { readonly mentorId: string; readonly menteeId: string; readonly on: string },
): Promise<boolean> {
  return (await mentorPairs(db, { mentorId, menteeId, on })).length > 0;
}

/** An end that is open comes after every day. */
function isBefore(day: string, end: string | null): boolean {
  return end === null || day < end;
}

async function audit(trx: LedgerDb, action: string, actor: string, row: MentorPair): Promise<void> {
  await auditChange(trx, { actor, action, subject: mentorPairSubject(row), row });
}

function refused(subject: string, why: string): YardstickError {
  return new YardstickError('MENTOR_REFUSED', why, { subject });
}
