import type { Selectable } from 'kysely';
import { type WaivingRights, whyNotWaive } from '../access/waiver.ts';
import { YardstickError } from '../errors/yardstick-error.ts';
import { appendAudit } from './audit.ts';
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

export interface NewWaiver {
  readonly id: number;
  readonly reason: string;
  /** E-mail address of the account. */
  readonly by: string;
  readonly rights: WaivingRights;
}

/**
 * Takes an open item off the queue until it is corrected, and writes it into the audit chain, as it does a refusal for want of rights.
 * Errors: CORRECTION_UNKNOWN; CORRECTION_REFUSED where it is not open, no reason is given, or it is not for this account to waive.
 */
export async function waiveCorrection(
  db: LedgerDb,
  { id, reason, by, rights }: NewWaiver,
): Promise<CorrectionWaiver> {
  const subject = String(id);
  if (reason.trim() === '')
    throw new YardstickError('CORRECTION_REFUSED', 'A waiver has a reason.', {
      ...{ subject, advice: 'Give it with --reason.' },
    });
  const outcome = await atomically(db, async (trx) => {
    await takeTurnAtCorrections(trx);
    const item = await correctionNamed(trx, id);
    const refusal = whyNotWaive(item, rights);
    if (refusal !== undefined) return refused(trx, item, { by, refusal });
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
    return { waiver };
  });
  if ('waiver' in outcome) return outcome.waiver;
  throw new YardstickError('CORRECTION_REFUSED', outcome.refusal, {
    ...{ subject, advice: 'Let somebody above its owner waive it, or whoever keeps the data.' },
  });
}

/** Stays in the chain although nothing else is stored. */
async function refused(
  trx: LedgerDb,
  { id, owner }: Correction,
  { by, refusal }: { readonly by: string; readonly refusal: string },
): Promise<{ readonly refusal: string }> {
  const subject = `correction ${id}`;
  await appendAudit(trx, {
    actor: by,
    action: 'correction waiver refused',
    subject,
    detail: { owner, refusal },
  });
  return { refusal };
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
