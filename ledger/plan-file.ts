import type { Selectable } from 'kysely';
import { auditChange } from './audited.ts';
import type { PlanFileTable } from './decision-tables.ts';
import { assertOpen } from './period-close.ts';
import type { LedgerDb } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

/** One content of one version of a plan, as it was taken in. */
export type PlanFileRecord = Readonly<Selectable<PlanFileTable>>;

/** A plan file as it stands in the folder. `termsSha256` covers all but its name and its end. */
export type NewPlanFile = Pick<
  PlanFileRecord,
  'code' | 'planVersion' | 'file' | 'sha256' | 'termsSha256' | 'validFrom' | 'validUntil' | 'content'
>;

export const planFileKind = 'plan file ';

export function planFileSubject({ code, planVersion, revision }: PlanFileRecord): string {
  return `${planFileKind}${code} v${planVersion}@${revision}`;
}

/**
 * Notes which contents of plan files count from now on: those that are new or changed, and those that are there no more, each with a row of the
 * audit chain. Answers what was noted; nothing when all is as it was.
 *
 * @param by who made it count
 * @throws PERIOD_LOCKED where other terms would hold on a day of a locked period; nothing is noted then
 */
export async function takeInPlanFiles(
  db: LedgerDb,
  files: readonly NewPlanFile[],
  by: string,
): Promise<readonly PlanFileRecord[]> {
  if (changesOf(await planFilesInForce(db), files).length === 0) return [];
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'plan file');
    const written: PlanFileRecord[] = [];
    for (const change of changesOf(await planFilesInForce(trx), files))
      written.push(await note(trx, change, by));
    return written;
  });
}

/** The newest content of each version of a plan, without those that were withdrawn; by code and version. */
export async function planFilesInForce(db: LedgerDb): Promise<readonly PlanFileRecord[]> {
  const newest = new Map<string, PlanFileRecord>();
  for (const each of await allPlanFiles(db)) newest.set(nameOf(each), each);
  return [...newest.values()].filter(({ state }) => state === 'taken in');
}

/** Every content that was ever taken in, by code, version and revision. */
export async function allPlanFiles(db: LedgerDb): Promise<readonly PlanFileRecord[]> {
  return db
    .selectFrom('planFile')
    .selectAll()
    .orderBy('code')
    .orderBy('planVersion')
    .orderBy('revision')
    .execute();
}

/** At least one of the two is there. */
interface Change {
  readonly before: PlanFileRecord | undefined;
  readonly after: NewPlanFile | undefined;
}

function changesOf(known: readonly PlanFileRecord[], files: readonly NewPlanFile[]): readonly Change[] {
  const names = new Set(files.map(nameOf));
  const changed = files.flatMap((after) => {
    const before = known.find((each) => nameOf(each) === nameOf(after));
    return before?.sha256 === after.sha256 && before.file === after.file ? [] : [{ before, after }];
  });
  const gone = known.filter((each) => !names.has(nameOf(each)));
  return [...gone.map((before) => ({ before, after: undefined })), ...changed];
}

async function note(trx: LedgerDb, { before, after }: Change, by: string): Promise<PlanFileRecord> {
  const told = after ?? before;
  if (told === undefined) throw new RangeError('A change of nothing');
  const { code, planVersion, file, sha256, termsSha256, validFrom, validUntil, content } = told;
  const days = daysOf({ before, after });
  if (days !== undefined) await assertOpen(trx, days, { subject: file, key: `plan ${nameOf(told)}` });
  const created = await trx
    .insertInto('planFile')
    .values({
      ...{ code, planVersion, file, sha256, termsSha256, validFrom, validUntil, content },
      ...{ revision: await nextRevision(trx, told), state: after === undefined ? 'withdrawn' : 'taken in' },
      ...{ author: by, writtenAt: auditedNow },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditChange(trx, {
    ...{ actor: by, action: `plan file ${created.state}` },
    ...{ subject: planFileSubject(created), row: created },
  });
  return created;
}

async function nextRevision(trx: LedgerDb, { code, planVersion }: Named): Promise<number> {
  const { newest } = await trx
    .selectFrom('planFile')
    .select((eb) => eb.fn.max('revision').as('newest'))
    .where((eb) => eb.and({ code, planVersion }))
    .executeTakeFirstOrThrow();
  return Number(newest ?? 0) + 1;
}

const openEnd = '9999-12-31';

/** The days on which other terms hold than before; undefined: on none. */
function daysOf({ before, after }: Change): { readonly from: string; readonly until: string } | undefined {
  const ranges = [before, after].flatMap((each) =>
    each === undefined ? [] : [{ from: each.validFrom, until: each.validUntil ?? openEnd }],
  );
  const untils = ranges.map(({ until }) => until).sort();
  const until = untils.at(-1) ?? openEnd;
  if (before === undefined || after === undefined || before.termsSha256 !== after.termsSha256)
    return { from: ranges.map(({ from }) => from).sort()[0] ?? openEnd, until };
  const [from = openEnd] = untils;
  return from === until ? undefined : { from, until };
}

type Named = Pick<PlanFileRecord, 'code' | 'planVersion'>;

function nameOf({ code, planVersion }: Named): string {
  return `${code} v${planVersion}`;
}
