import type { Selectable } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import { type Correction, correctionsOf, takeTurnAtCorrections } from './correction.ts';
import type { CorrectionWaiverTable } from './correction-tables.ts';
import type { LedgerDb } from './schema.ts';
import { atomically, auditedNow } from './transaction.ts';

/** Somebody’s word that a record stays as it is. */
export type CorrectionWaiver = Readonly<Selectable<CorrectionWaiverTable>>;

export const waiverKind = 'correction waiver ';

export function waiverSubject({ id }: Pick<CorrectionWaiver, 'id'>): string {
  return `${waiverKind}${id}`;
}

/**
 * Takes an open item off the queue until it is corrected, and writes it into the audit chain.
 * Errors: CORRECTION_UNKNOWN; CORRECTION_REFUSED where it is not open or no reason is given.
 */
export async function waiveCorrection(
  db: LedgerDb,
  { id, reason, by }: { readonly id: number; readonly reason: string; readonly by: string },
): Promise<CorrectionWaiver> {
  const subject = String(id);
  if (reason.trim() === '')
    throw new YardstickError('CORRECTION_REFUSED', 'A waiver has a reason.', {
      ...{ subject, advice: 'Give it with --reason.' },
    });
  return atomically(db, async (trx) => {
    await takeTurnAtCorrections(trx);
    const item = await correctionNamed(trx, id);
    if (item.state !== 'open') throw new YardstickError('CORRECTION_REFUSED', whyNotOpen(item), { subject });
    const waiver = await trx
      .insertInto('correctionWaiver')
      .values({
        correctionId: id,
        times: item.times,
        reason: reason.trim(),
        waivedBy: by,
        waivedAt: auditedNow,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const audited = { actor: by, action: 'correction waived', subject: waiverSubject(waiver), row: waiver };
    await auditChange(trx, audited);
    return waiver;
  });
}

/** Every waiver ever given, the first one first. */
export async function allWaivers(db: LedgerDb): Promise<readonly CorrectionWaiver[]> {
  return db.selectFrom('correctionWaiver').selectAll().orderBy('id').execute();
}

async function correctionNamed(db: LedgerDb, id: number): Promise<Correction> {
  const [item] = await correctionsOf(db, { id });
  if (item !== undefined) return item;
  throw new YardstickError('CORRECTION_UNKNOWN', 'There is no such item.', { subject: String(id) });
}

function whyNotOpen({ state, waivedBy }: Correction): string {
  return state === 'waived' ? `It is waived already, by ${waivedBy}.` : 'It has been corrected.';
}
