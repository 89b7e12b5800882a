import type { Selectable, UpdateObject } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { auditChange } from './audited.ts';
import type { TargetTable } from './decision-tables.ts';
import { onePerson } from './one-person.ts';
import { assertOpen } from './period-close.ts';
import type { LedgerDb, LedgerSchema } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** One version of one target. */
export type TargetRecord = Readonly<Selectable<TargetTable>>;

export type NewTarget = Pick<
  TargetRecord,
  | 'ownerKind'
  | 'owner'
  | 'kpi'
  | 'product'
  | 'region'
  | 'periodStart'
  | 'periodEnd'
  | 'value'
  | 'unit'
  | 'proration'
  | 'ramp'
> & { readonly parentId?: number; readonly reason?: string };

export const targetKind = 'target ';

export function targetSubject({ id }: Pick<TargetRecord, 'id'>): string {
  return `${targetKind}${id}`;
}

/**
 * Writes proposals, all or none; what was still being talked about of the same targets is superseded. `source` names the file or the
 * command they come from. Errors: TARGET_REFUSED, PERIOD_LOCKED, naming source and key.
 */
export async function proposeTargets(
  db: LedgerDb,
  of: { readonly targets: readonly NewTarget[]; readonly by: string; readonly source: string },
): Promise<readonly TargetRecord[]> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'target');
    const written: TargetRecord[] = [];
    refuseTwice(of);
    for (const [index, target] of of.targets.entries()) {
      const place = { subject: of.source, key: `targets[${index}]` };
      await assertOpen(trx, { from: target.periodStart, until: target.periodEnd }, place);
      written.push(await write(trx, target, { by: of.by, state: 'proposed' }));
    }
    return written;
  });
}

/** The second would supersede the first, and its value be lost. */
function refuseTwice({
  targets,
  source,
}: {
  readonly targets: readonly NewTarget[];
  readonly source: string;
}): void {
  const names = targets.map(nameOf);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice < 0) return;
  throw new YardstickError('TARGET_REFUSED', `targets[${twice}]: the same target stands above it.`, {
    subject: source,
  });
}

/** Answers a proposal with another value. Errors: TARGET_UNKNOWN, TARGET_REFUSED, PERIOD_LOCKED. */
export async function counterTarget(
  db: LedgerDb,
  of: { readonly id: number; readonly by: string; readonly value: string; readonly reason: string },
): Promise<TargetRecord> {
  return negotiate(db, of, async (trx, target) => {
    const { parentId, ...rest } = target;
    const answer = {
      ...rest,
      value: of.value,
      reason: of.reason,
      ...(parentId === null ? {} : { parentId }),
    };
    return write(trx, answer, { by: of.by, state: 'countered' });
  });
}

/** Accepts a version somebody else has written: from that day on it is in force. Errors: TARGET_UNKNOWN, TARGET_REFUSED, PERIOD_LOCKED. */
export async function approveTarget(
  db: LedgerDb,
  of: { readonly id: number; readonly by: string; readonly effectiveFrom?: string | undefined },
): Promise<TargetRecord> {
  return negotiate(db, of, (trx, target) =>
    decide(trx, target, of.by, { state: 'approved', effectiveFrom: of.effectiveFrom ?? target.periodStart }),
  );
}

/** Errors: TARGET_UNKNOWN, TARGET_REFUSED, PERIOD_LOCKED. */
export async function rejectTarget(
  db: LedgerDb,
  of: { readonly id: number; readonly by: string; readonly reason: string },
): Promise<TargetRecord> {
  return negotiate(db, of, (trx, target) =>
    decide(trx, target, of.by, { state: 'rejected', reason: of.reason }),
  );
}

/** Every version of every target, by owner, KPI and period. */
export async function allTargets(db: LedgerDb): Promise<readonly TargetRecord[]> {
  return db
    .selectFrom('target')
    .selectAll()
    .orderBy('ownerKind')
    .orderBy('owner')
    .orderBy('kpi')
    .orderBy('periodStart')
    .orderBy('version')
    .execute();
}

/** Of each target the newest approved version whose day has come. */
export async function targetsInForce(db: LedgerDb, today: string): Promise<readonly TargetRecord[]> {
  const newest = new Map<string, TargetRecord>();
  for (const target of await allTargets(db))
    if (target.state === 'approved' && (target.effectiveFrom ?? '') <= today)
      newest.set(nameOf(target), target);
  return [...newest.values()];
}

/** Error: TARGET_UNKNOWN. */
export async function targetById(db: LedgerDb, id: number): Promise<TargetRecord> {
  const found = await db.selectFrom('target').selectAll().where('id', '=', id).executeTakeFirst();
  if (found !== undefined) return found;
  throw new YardstickError('TARGET_UNKNOWN', 'There is no such target.', { subject: `target ${id}` });
}

/** Every version of one target. */
export async function versionsOf(db: LedgerDb, target: Named): Promise<readonly TargetRecord[]> {
  const { ownerKind, owner, kpi, product, region, periodStart, periodEnd } = target;
  return db
    .selectFrom('target')
    .selectAll()
    .where((eb) => eb.and({ ownerKind, owner, kpi, product, region, periodStart, periodEnd }))
    .orderBy('version')
    .execute();
}

type Named = Pick<
  NewTarget,
  'ownerKind' | 'owner' | 'kpi' | 'product' | 'region' | 'periodStart' | 'periodEnd'
>;

function nameOf({ ownerKind, owner, kpi, product, region, periodStart, periodEnd }: Named): string {
  return JSON.stringify([ownerKind, owner, kpi, product, region, periodStart, periodEnd]);
}

async function negotiate(
  db: LedgerDb,
  { id, by }: { readonly id: number; readonly by: string },
  work: (trx: LedgerDb, target: TargetRecord) => Promise<TargetRecord>,
): Promise<TargetRecord> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'target');
    const target = await targetById(trx, id);
    if (target.state !== 'proposed' && target.state !== 'countered')
      throw refused(id, `It is ${target.state}; only what is proposed or countered can be decided.`);
    const author = await onePerson(trx, { first: target.author, second: by });
    if (author !== undefined) throw refused(id, `${author} has written it; somebody else decides.`);
    const subject = targetSubject(target);
    await assertOpen(trx, { from: target.periodStart, until: target.periodEnd }, { subject, key: 'period' });
    return work(trx, target);
  });
}

async function write(
  trx: LedgerDb,
  { parentId = undefined, reason = undefined, ...target }: NewTarget,
  { by, state }: { readonly by: string; readonly state: 'proposed' | 'countered' },
): Promise<TargetRecord> {
  const { ownerKind, owner, kpi, product, region, periodStart, periodEnd } = target;
  const versions = await versionsOf(trx, target);
  for (const open of versions.filter((each) => each.state === 'proposed' || each.state === 'countered'))
    await update(trx, open, by, { state: 'superseded' }, 'target superseded');
  const { value, unit, proration, ramp } = target;
  const created = await trx
    .insertInto('target')
    .values({
      ...{ ownerKind, owner, kpi, product, region, periodStart, periodEnd, value, unit, proration, ramp },
      ...{ version: Math.max(0, ...versions.map(({ version }) => version)) + 1, state },
      ...{ parentId: parentId ?? null, author: by, writtenAt: auditedNow, reason: reason ?? null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditChange(trx, {
    actor: by,
    action: `target ${state}`,
    subject: targetSubject(created),
    row: created,
  });
  return created;
}

function decide(
  trx: LedgerDb,
  target: TargetRecord,
  by: string,
  values: UpdateObject<LedgerSchema, 'target'> & { readonly state: 'approved' | 'rejected' },
): Promise<TargetRecord> {
  return update(
    trx,
    target,
    by,
    { ...values, decidedBy: by, decidedAt: auditedNow },
    `target ${values.state}`,
  );
}

async function update(
  trx: LedgerDb,
  { id }: TargetRecord,
  by: string,
  values: UpdateObject<LedgerSchema, 'target'>,
  action: string,
): Promise<TargetRecord> {
  const changed = await trx
    .updateTable('target')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditChange(trx, { actor: by, action, subject: targetSubject(changed), row: changed });
  return changed;
}

function refused(id: number, why: string): YardstickError {
  return new YardstickError('TARGET_REFUSED', why, { subject: `target ${id}` });
}
