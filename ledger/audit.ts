import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { canonicalJson } from './canonical-json.ts';
import { oneRow } from './one-row.ts';
import type { AuditTable, LedgerDb } from './schema.ts';
import { atomically, auditedNow, takeTurns } from './transaction.ts';

export type AuditEntry = Readonly<Selectable<AuditTable>>;

export interface NewAuditEntry {
  /** Account id, or the name of the process that acted. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** What changed, as JSON; never a secret. */
  readonly detail: unknown;
}

/** `head` is the hash of the newest row: noted elsewhere, it also proves that no rows were cut off the end. */
export type AuditVerdict =
  | { readonly intact: true; readonly rows: number; readonly head: string }
  | { readonly intact: false; readonly sequence: number; readonly problem: string };

const beforeTheFirst = '0'.repeat(64);

/**
 * Adds a row whose hash covers its content and the hash of the row before it. Inside a transaction it stands and
 * falls with what it describes; writers take turns, so keep such a transaction short.
 */
export async function appendAudit(db: LedgerDb, entry: NewAuditEntry): Promise<AuditEntry> {
  return atomically(db, async (trx) => {
    await takeTurns(trx, 'audit');
    const previous = await newestAudit(trx);
    const detail = canonicalJson(entry.detail);
    const content = {
      sequence: (previous?.sequence ?? 0) + 1,
      at: await databaseInstant(trx),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      previousHash: previous?.hash ?? beforeTheFirst,
    };
    const hash = hashOf({ ...content, detail: JSON.parse(detail) });
    return trx
      .insertInto('audit')
      .values({ ...content, detail, hash })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** Recomputes the chain from its first row and names the first one that does not fit. */
export async function verifyAudit(db: LedgerDb): Promise<AuditVerdict> {
  let head = beforeTheFirst;
  let rows = 0;
  for (;;) {
    const batch = await auditAfter(db, rows, 1000);
    for (const row of batch) {
      const problem = problemOf(row, rows + 1, head);
      if (problem !== undefined) return { intact: false, sequence: rows + 1, problem };
      head = row.hash;
      rows += 1;
    }
    if (batch.length === 0) return { intact: true, rows, head };
  }
}

/** The `count` newest entries, newest first, of one subject where it is given. */
export async function latestAudit(
  db: LedgerDb,
  count: number,
  subject?: string,
): Promise<readonly AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll();
  if (subject !== undefined) query = query.where('subject', '=', subject);
  return query.orderBy('sequence', 'desc').limit(count).execute();
}

/** The newest detail of every subject that begins so, of those that hold the row they speak of. */
export async function auditDetails(
  db: LedgerDb,
  beginning: string,
): Promise<readonly Pick<AuditEntry, 'subject' | 'detail'>[]> {
  return (
    db
      .selectFrom('audit')
      .distinctOn('subject')
      .select(['subject', 'detail'])
      .where(sql<boolean>`starts_with(subject, ${beginning})`)
      // A refused sign-in has what was typed for its subject.
      .where(sql<boolean>`jsonb_exists(detail, 'row')`)
      .orderBy('subject')
      .orderBy('sequence', 'desc')
      .execute()
  );
}

/** Whether a hash that was noted elsewhere still is that of a row: what came up to it has not been cut off or written anew. */
export async function knowsHead(db: LedgerDb, hash: string): Promise<boolean> {
  const found = await db.selectFrom('audit').select('sequence').where('hash', '=', hash).executeTakeFirst();
  return found !== undefined || hash === beforeTheFirst;
}

function problemOf(row: AuditEntry, expected: number, previousHash: string): string | undefined {
  if (row.sequence !== expected) return `row ${expected} is missing`;
  if (row.previousHash !== previousHash) return `row ${expected} does not follow the row before it`;
  if (row.hash !== hashOf(row)) return `row ${expected} has been changed`;
  return undefined;
}

function hashOf(row: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, actor, action, subject, detail, previousHash } = row;
  const content = canonicalJson({ sequence, at, actor, action, subject, detail });
  return createHash('sha256').update(`${previousHash}\n${content}`).digest('hex');
}

async function newestAudit(trx: LedgerDb): Promise<AuditEntry | undefined> {
  return (await latestAudit(trx, 1))[0];
}

async function auditAfter(db: LedgerDb, sequence: number, limit: number): Promise<readonly AuditEntry[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** The database's clock cut to milliseconds, because the hash must cover the instant exactly as it is read back. */
async function databaseInstant(trx: LedgerDb): Promise<string> {
  const clock = sql<{ at: string }>`SELECT ${auditedNow} AS at`;
  return (await oneRow(trx, clock)).at;
}
