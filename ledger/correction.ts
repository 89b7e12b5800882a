import { type Selectable, sql } from 'kysely';
import type { CorrectionTable } from './correction-tables.ts';
import type { LedgerDb } from './schema.ts';
import { takeTurns } from './transaction.ts';

/** Something to be put right in a source; `waived`: somebody lets it stand. */
export interface Correction extends Omit<Readonly<Selectable<CorrectionTable>>, 'state'> {
  readonly state: CorrectionState;
  readonly waivedBy: string | null;
  readonly waivedReason: string | null;
}

export const correctionStates = ['open', 'waived', 'corrected'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** What is found wrong now, and whose it is. */
export type FoundWrong = Pick<
  Correction,
  'kind' | 'source' | 'entity' | 'subject' | 'rule' | 'evidence' | 'owner' | 'ownerKind' | 'teamId' | 'region'
>;

export interface CorrectionDays {
  /** The company’s day. */
  readonly today: string;
  /** Until when what is opened today should be put right. */
  readonly dueOn: string;
}

export interface CorrectionChanges {
  /** For the first time, or once more. */
  readonly opened: number;
  readonly corrected: number;
}

/** Takes the turn at the queue until the transaction ends: what is found is to be looked up under it, so that the newest look wins. */
export async function takeTurnAtCorrections(trx: LedgerDb): Promise<void> {
  await takeTurns(trx, 'correction');
}

/**
 * Lets the queue be what is found: what is new is opened, what was corrected and is found again opened once more with a new due date,
 * what is known keeps its date and follows its owner, and what is no longer found is corrected. Rows that are found as one item of many are
 * not told one by one: theirs wait behind it as they are.
 */
export async function recordCorrections(
  trx: LedgerDb,
  found: readonly FoundWrong[],
  { today, dueOn }: CorrectionDays,
): Promise<CorrectionChanges> {
  const rows = JSON.stringify(
    found.map(({ ownerKind, teamId, ...rest }) => ({ ...rest, owner_kind: ownerKind, team_id: teamId })),
  );
  const corrected = await sql`
    UPDATE ledger.correction AS item SET state = 'corrected', corrected_at = clock_timestamp()
    WHERE item.state = 'open' AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(${rows}::jsonb) AS found (kind text, source text, entity text, subject text, rule text)
        WHERE (found.kind, found.source, found.entity, found.subject, found.rule)
            = (item.kind, item.source, item.entity, item.subject, item.rule)
            OR (item.kind = 'row' AND found.kind = 'rows'
                AND (found.source, found.entity, found.rule) = (item.source, item.entity, item.rule))
    )`.execute(trx);
  const opened = await sql<{ fresh: boolean }>`
    WITH found AS (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS row (
            kind text, source text, entity text, subject text, rule text, evidence jsonb, owner text, owner_kind text,
            team_id text, region text
        )
    ),
    before AS (SELECT kind, source, entity, subject, rule FROM ledger.correction WHERE state = 'open'),
    written AS (
        INSERT INTO ledger.correction AS item (
            kind, source, entity, subject, rule, evidence, owner, owner_kind, team_id, region, state, opened_on, due_on
        )
        SELECT found.*, 'open', ${today}::date, ${dueOn}::date FROM found
        ON CONFLICT (kind, source, entity, subject, rule) DO UPDATE SET
            evidence = excluded.evidence, owner = excluded.owner, owner_kind = excluded.owner_kind,
            team_id = excluded.team_id, region = excluded.region, state = 'open', corrected_at = NULL,
            times = item.times + (item.state = 'corrected')::integer,
            opened_on = CASE WHEN item.state = 'open' THEN item.opened_on ELSE excluded.opened_on END,
            due_on = CASE WHEN item.state = 'open' THEN item.due_on ELSE excluded.due_on END,
            opened_at = CASE WHEN item.state = 'open' THEN item.opened_at ELSE clock_timestamp() END
        RETURNING kind, source, entity, subject, rule
    )
    SELECT before.kind IS NULL AS fresh FROM written LEFT JOIN before USING (kind, source, entity, subject, rule)`.execute(
    trx,
  );
  return {
    opened: opened.rows.filter(({ fresh }) => fresh).length,
    corrected: Number(corrected.numAffectedRows ?? 0),
  };
}

export interface CorrectionFilter {
  readonly id?: number | undefined;
  readonly state?: CorrectionState | undefined;
  readonly source?: string | undefined;
  /** Employee numbers and e-mail addresses, any of which owns it. */
  readonly owners?: readonly string[] | undefined;
  /** Only what was due before this day. */
  readonly dueBefore?: string | undefined;
}

const isBehindMany = sql<boolean>`(correction.kind = 'row' AND correction.state = 'open' AND EXISTS (
  SELECT FROM ledger.correction AS many
  WHERE many.kind = 'rows' AND many.state = 'open'
    AND (many.source, many.entity, many.rule) = (correction.source, correction.entity, correction.rule)
))`;

/** Items of the queue, what is due first coming first. Open rows behind an open item of many are left out, unless asked for by number. */
export async function correctionsOf(
  db: LedgerDb,
  filter: CorrectionFilter = {},
): Promise<readonly Correction[]> {
  const { id, state, source, owners, dueBefore } = filter;
  let query = db
    .selectFrom('correction')
    .leftJoin('correctionWaiver as waiver', (join) =>
      join.onRef('waiver.correctionId', '=', 'correction.id').onRef('waiver.times', '=', 'correction.times'),
    )
    .selectAll('correction')
    .select(['waiver.waivedBy', 'waiver.reason as waivedReason']);
  if (id !== undefined) query = query.where('correction.id', '=', id);
  else query = query.where(isBehindMany, '=', false);
  if (source !== undefined) query = query.where('source', '=', source);
  if (owners !== undefined) query = query.where('owner', '=', sql<string>`ANY(${[...owners]}::text[])`);
  if (dueBefore !== undefined) query = query.where('dueOn', '<', dueBefore);
  if (state === 'corrected') query = query.where('state', '=', 'corrected');
  else if (state !== undefined)
    query = query.where('state', '=', 'open').where('waiver.id', state === 'open' ? 'is' : 'is not', null);
  const rows = await query.orderBy('dueOn').orderBy('correction.id').execute();
  return rows.map((row) => {
    const isWaived = row.state === 'open' && row.waivedBy !== null;
    return { ...row, state: isWaived ? 'waived' : row.state };
  });
}
