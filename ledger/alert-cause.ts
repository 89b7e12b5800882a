import { type Selectable, sql } from 'kysely';
import { chunksOf } from './chunks.ts';
import type { LedgerDb } from './schema.ts';
import type { AlertCauseTable, Evidence, Severity } from './telling-tables.ts';
import { takeTurns } from './transaction.ts';

export type AlertCause = Readonly<Selectable<AlertCauseTable>>;

/** What a rule finds in a release. */
export interface Finding {
  readonly rule: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly employeeId: string;
  readonly teamId: string;
  readonly region: string;
  /** Since when, in the data; null: not told. */
  readonly since: string | null;
  readonly evidence: Evidence;
  /** Superiors should know. */
  readonly escalated: boolean;
}

/** What changed with a look at a release. */
export interface CauseChanges {
  readonly raised: readonly AlertCause[];
  readonly escalated: readonly AlertCause[];
  readonly recovered: readonly AlertCause[];
  /** Known ones that are another’s now: a customer handed over, somebody in another team. */
  readonly moved: readonly Move[];
}

export interface Move {
  readonly before: AlertCause;
  readonly now: AlertCause;
}

const nothing: CauseChanges = { raised: [], escalated: [], recovered: [], moved: [] };

/**
 * Lets the open causes be what a release shows: new ones are opened, known ones seen again, those no longer found recovered.
 * A look at an older release than the newest one known changes nothing. Call it in a transaction with what is told of it.
 */
export async function recordFindings(
  trx: LedgerDb,
  release: number,
  findings: readonly Finding[],
): Promise<CauseChanges> {
  await takeTurns(trx, 'alert_cause');
  const open = await openCauses(trx);
  if (open.some((cause) => cause.release > release)) return nothing;
  const known = new Map(open.map((cause) => [nameOf(cause), cause]));
  const found = new Map(findings.map((finding) => [nameOf(finding), finding]));
  const fresh = [...found.values()].filter((finding) => !known.has(nameOf(finding)));
  const grown = open.filter(
    (cause) => cause.escalatedAt === null && found.get(nameOf(cause))?.escalated === true,
  );
  const gone = open.filter((cause) => !found.has(nameOf(cause)));
  const raised = await insertCauses(trx, release, fresh);
  await seenAgain(
    trx,
    release,
    open.flatMap((cause) => found.get(nameOf(cause)) ?? []),
  );
  return {
    raised,
    escalated: await escalate(
      trx,
      grown.map(({ id }) => id),
    ),
    recovered: await recover(
      trx,
      gone.map(({ id }) => id),
    ),
    moved: open.flatMap((cause) => moveOf(cause, found.get(nameOf(cause)))),
  };
}

/** Causes that have not recovered, of one rule or of all, the newest first. */
export async function openCauses(db: LedgerDb, rule?: string): Promise<readonly AlertCause[]> {
  return causes(db, rule).where('recoveredAt', 'is', null).execute();
}

/** The newest causes of one rule or of all, also those that have recovered, the newest first. */
export async function latestCauses(
  db: LedgerDb,
  { rule, limit }: { readonly rule: string | undefined; readonly limit: number },
): Promise<readonly AlertCause[]> {
  return causes(db, rule).limit(limit).execute();
}

function causes(db: LedgerDb, rule?: string) {
  const found = db.selectFrom('alertCause').selectAll().orderBy('firstSeen', 'desc').orderBy('id');
  return rule === undefined ? found : found.where('rule', '=', rule);
}

function moveOf(before: AlertCause, finding: Finding | undefined): readonly Move[] {
  if (finding === undefined) return [];
  const { escalated: _, ...found } = finding;
  const isTheirs = (['employeeId', 'teamId', 'region'] as const).every((key) => before[key] === found[key]);
  return isTheirs ? [] : [{ before, now: { ...before, ...found } }];
}

function nameOf({ rule, subject }: { readonly rule: string; readonly subject: string }): string {
  return `${rule}\n${subject}`;
}

async function insertCauses(
  trx: LedgerDb,
  release: number,
  findings: readonly Finding[],
): Promise<readonly AlertCause[]> {
  const inserted: AlertCause[] = [];
  for (const part of chunksOf(findings)) {
    const rows = part.map(({ escalated, evidence, ...finding }) => ({
      ...finding,
      ...{ release, evidence: JSON.stringify(evidence) },
      escalatedAt: escalated ? sql<string>`clock_timestamp()` : null,
    }));
    inserted.push(...(await trx.insertInto('alertCause').values(rows).returningAll().execute()));
  }
  return inserted;
}

async function seenAgain(trx: LedgerDb, release: number, findings: readonly Finding[]): Promise<void> {
  for (const part of chunksOf(findings)) {
    const seen = JSON.stringify(
      part.map(({ employeeId, teamId, escalated: _, ...rest }) => ({
        ...rest,
        ...{ employee_id: employeeId, team_id: teamId },
      })),
    );
    await sql`
      UPDATE ledger.alert_cause AS cause
      SET last_seen = clock_timestamp(), release = ${release}, severity = seen.severity, evidence = seen.evidence,
        employee_id = seen.employee_id, team_id = seen.team_id, region = seen.region, since = seen.since
      FROM jsonb_to_recordset(${seen}::jsonb) AS seen (
        rule text, subject text, severity text, evidence jsonb, employee_id text, team_id text, region text, since date
      )
      WHERE cause.recovered_at IS NULL AND cause.rule = seen.rule AND cause.subject = seen.subject
    `.execute(trx);
  }
}

async function escalate(trx: LedgerDb, ids: readonly number[]): Promise<readonly AlertCause[]> {
  if (ids.length === 0) return [];
  return trx
    .updateTable('alertCause')
    .set({ escalatedAt: sql<string>`clock_timestamp()` })
    .where('id', '=', sql<number>`ANY(${ids})`)
    .returningAll()
    .execute();
}

async function recover(trx: LedgerDb, ids: readonly number[]): Promise<readonly AlertCause[]> {
  if (ids.length === 0) return [];
  return trx
    .updateTable('alertCause')
    .set({ recoveredAt: sql<string>`clock_timestamp()` })
    .where('id', '=', sql<number>`ANY(${ids})`)
    .returningAll()
    .execute();
}
