import type { Selectable } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import type { SuspicionDecisionTable } from './decision-tables.ts';
import type { LedgerDb } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** One decision about one suspicion. */
export type SuspicionDecision = Readonly<Selectable<SuspicionDecisionTable>>;

export const suspicionKind = 'suspicion decision ';

export function suspicionSubject({ id }: Pick<SuspicionDecision, 'id'>): string {
  return `${suspicionKind}${id}`;
}

export interface NewSuspicionDecision
  extends Pick<
    SuspicionDecision,
    'suspicionId' | 'state' | 'evidenceHash' | 'employeeId' | 'subjectKind' | 'reason'
  > {
  /** Orders or follow-ups it is about. */
  readonly concerns: readonly string[];
  readonly by: string;
  /** Employee numbers of those whom it concerns, of the account that decides and of everybody who has credit in it. */
  readonly concernedPeople: readonly string[];
  /** Employee numbers of those who manage one of them. */
  readonly managers: readonly string[];
  /** Of the account that decides; null: it is no employee's. */
  readonly deciderId: string | null;
}

/**
 * Writes a decision and its row of the audit chain. Error: SUSPICION_REFUSED where somebody decides about oneself, gives credit to those
 * whom one manages, or where nothing changes.
 */
export async function decideSuspicion(db: LedgerDb, of: NewSuspicionDecision): Promise<SuspicionDecision> {
  const { suspicionId, state, evidenceHash, employeeId, subjectKind, concerns, reason, by } = of;
  refuseInterest(of);
  if (reason.trim() === '') throw refused(suspicionId, 'A decision has a reason.', 'Give it with --reason.');
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'suspicion');
    const before = await decisionsOf(trx, suspicionId);
    const newest = before.at(-1);
    if (newest?.state === state && newest.evidenceHash === evidenceHash)
      throw refused(
        suspicionId,
        `It is ${state} already, by ${newest.decidedBy}.`,
        'There is nothing to decide.',
      );
    if (state === 'reopened' && (newest === undefined || newest.state === state))
      throw refused(suspicionId, 'Nobody has decided it.', 'It is open: clear or confirm it.');
    const created = await trx
      .insertInto('suspicionDecision')
      .values({
        ...{
          suspicionId,
          state,
          evidenceHash,
          employeeId,
          subjectKind,
          reason: reason.trim(),
          decidedBy: by,
        },
        concerns: JSON.stringify(concerns),
        version: (newest?.version ?? 0) + 1,
        decidedAt: auditedNow,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const subject = suspicionSubject(created);
    await auditChange(trx, { actor: by, action: `suspicion ${state}`, subject, row: created });
    return created;
  });
}

/** Whoever gains by it does not decide it; credit of those whom one manages may be taken, never given. Error: SUSPICION_REFUSED. */
function refuseInterest({
  suspicionId,
  state,
  by,
  deciderId,
  concernedPeople,
  managers,
}: NewSuspicionDecision) {
  const advice = 'Let somebody decide whom it does not concern.';
  if (deciderId === null) return;
  if (concernedPeople.includes(deciderId))
    throw refused(suspicionId, `It concerns ${deciderId}, who is ${by}.`, advice);
  if (state !== 'confirmed' && managers.includes(deciderId))
    throw refused(suspicionId, `It concerns people whom ${deciderId} manages, who is ${by}.`, advice);
}

/** Every decision about one suspicion, oldest first. */
export async function decisionsOf(db: LedgerDb, suspicionId: string): Promise<readonly SuspicionDecision[]> {
  return db
    .selectFrom('suspicionDecision')
    .selectAll()
    .where('suspicionId', '=', suspicionId)
    .orderBy('version')
    .execute();
}

/** Every decision ever made, by suspicion and version. */
export async function allSuspicionDecisions(db: LedgerDb): Promise<readonly SuspicionDecision[]> {
  return db.selectFrom('suspicionDecision').selectAll().orderBy('suspicionId').orderBy('version').execute();
}

/** The newest word about each suspicion. */
export async function suspicionDecisionsInForce(db: LedgerDb): Promise<readonly SuspicionDecision[]> {
  const newest = new Map((await allSuspicionDecisions(db)).map((each) => [each.suspicionId, each]));
  return [...newest.values()];
}

function refused(suspicionId: string, why: string, advice: string): YardstickError {
  return new YardstickError('SUSPICION_REFUSED', why, { subject: suspicionId, advice });
}
