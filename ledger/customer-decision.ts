import type { Selectable } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import type { CustomerDecisionKind, CustomerDecisionTable } from './decision-tables.ts';
import type { LedgerDb } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** What somebody has decided of one account, or of two. */
export type CustomerDecision = Readonly<Selectable<CustomerDecisionTable>>;

export interface NewCustomerDecision {
  readonly kind: CustomerDecisionKind;
  readonly customerId: string;
  /** Of a merge: who stands for both. Empty for a split. */
  readonly otherId: string;
  readonly effectiveFrom: string;
  readonly reason: string;
  readonly by: string;
  /** The company an account belongs to by what it says of itself; merges are between companies. */
  readonly companyOf: (customerId: string) => string;
}

export const customerDecisionKind = 'customer decision ';

export function customerDecisionSubject({ id }: Pick<CustomerDecision, 'id'>): string {
  return `${customerDecisionKind}${id}`;
}

/** Writes a decision, which the next run follows. Error: CUSTOMER_REFUSED for what another decision in force forbids. */
export async function decideOnCustomer(
  db: LedgerDb,
  decision: NewCustomerDecision,
): Promise<CustomerDecision> {
  return atomically(db, async (trx) => {
    requireReason(decision.customerId, decision.reason);
    await takeTurns(trx, 'customer_decision');
    const why = refusal(decision, await customerDecisionsInForce(trx));
    if (why !== undefined) throw refused(decision.customerId, why);
    const { kind, customerId, otherId, effectiveFrom, reason, by } = decision;
    const written = await trx
      .insertInto('customerDecision')
      .values({
        kind,
        customerId,
        otherId,
        effectiveFrom,
        reason: reason.trim(),
        decidedBy: by,
        decidedAt: auditedNow,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(trx, by, `customer ${kind}`, written);
    return written;
  });
}

/** Takes a decision back, as if it had never been made; in any order. Error: CUSTOMER_REFUSED. */
export async function undoCustomerDecision(
  db: LedgerDb,
  of: { readonly id: number; readonly by: string; readonly reason: string },
): Promise<CustomerDecision> {
  return atomically(db, async (trx) => {
    requireReason(`decision ${of.id}`, of.reason);
    await takeTurns(trx, 'customer_decision');
    const undone = await trx
      .updateTable('customerDecision')
      .set({ undoneBy: of.by, undoneAt: auditedNow, undoReason: of.reason.trim() })
      .where('id', '=', of.id)
      .where('undoneAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (undone === undefined) throw refused(`decision ${of.id}`, 'No such decision is in force.');
    await audit(trx, of.by, 'customer decision undone', undone);
    return undone;
  });
}

/** Every decision, the first one first; those of one account where it is named. */
export async function customerDecisions(
  db: LedgerDb,
  customerId?: string,
): Promise<readonly CustomerDecision[]> {
  let query = db.selectFrom('customerDecision').selectAll();
  if (customerId !== undefined)
    query = query.where((eb) => eb.or([eb('customerId', '=', customerId), eb('otherId', '=', customerId)]));
  return query.orderBy('id').execute();
}

export async function customerDecisionsInForce(db: LedgerDb): Promise<readonly CustomerDecision[]> {
  return (await customerDecisions(db)).filter(({ undoneAt }) => undoneAt === null);
}

async function audit(trx: LedgerDb, actor: string, action: string, row: CustomerDecision): Promise<void> {
  await auditChange(trx, { actor, action, subject: customerDecisionSubject(row), row });
}

function refusal(decision: NewCustomerDecision, inForce: readonly CustomerDecision[]): string | undefined {
  const { kind, customerId, otherId } = decision;
  if (customerId === otherId) return 'It is the same account twice.';
  const same = inForce.find(
    (each) =>
      (each.kind === 'merge') === (kind === 'merge') &&
      sameAccounts(each, decision) &&
      (kind !== 'merge' || each.customerId === customerId),
  );
  if (same !== undefined) return `Decision ${same.id} says so already.`;
  if (kind === 'merge') return mergeRefusal(decision, inForce);
  const merged = inForce.find(
    (each) =>
      each.kind === 'merge' &&
      (kind === 'split' ? each.customerId === customerId : sameAccounts(each, decision)),
  );
  return merged === undefined
    ? undefined
    : `It has been merged into ${merged.otherId} by decision ${merged.id}: undo that one instead.`;
}

/** From a company one merge leads on at most, and none leads back to it: undone in any order, what is left is sound. */
function mergeRefusal(
  { customerId, otherId, companyOf }: NewCustomerDecision,
  inForce: readonly CustomerDecision[],
): string | undefined {
  const [from, into] = [companyOf(customerId), companyOf(otherId)];
  if (from === into) return `It is the same company as ${otherId} already.`;
  const next = new Map(
    inForce
      .filter(({ kind }) => kind === 'merge')
      .map((each) => [companyOf(each.customerId), { each, into: companyOf(each.otherId) }]),
  );
  const before = next.get(from);
  if (before !== undefined)
    return `Its company has been merged into ${before.each.otherId} by decision ${before.each.id}: undo that one first, or merge ${before.each.otherId}.`;
  const seen = new Set<string>();
  for (let at: string | undefined = into; at !== undefined && !seen.has(at); at = next.get(at)?.into) {
    if (at === from) return `${otherId} has been merged into it, and nobody would stand for them.`;
    seen.add(at);
  }
  return undefined;
}

function sameAccounts(
  one: Pick<CustomerDecision, 'customerId' | 'otherId'>,
  other: Pick<CustomerDecision, 'customerId' | 'otherId'>,
): boolean {
  const nameOf = ({ customerId, otherId }: typeof one) => JSON.stringify([customerId, otherId].sort());
  return nameOf(one) === nameOf(other);
}

function requireReason(subject: string, reason: string): void {
  if (reason.trim() === '') throw refused(subject, 'A decision has a reason.');
}

function refused(subject: string, why: string): YardstickError {
  return new YardstickError('CUSTOMER_REFUSED', why, { subject });
}
