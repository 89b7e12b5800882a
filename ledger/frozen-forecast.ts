import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { auditChange } from './audited.ts';
import { canonicalJson } from './canonical-json.ts';
import { chunksOf } from './chunks.ts';
import type { FrozenForecastTable } from './forecast-tables.ts';
import type { LedgerDb } from './schema.ts';
import { atomically } from './transaction.ts';

/** A forecast as people had it before them when its horizon began. */
export type FrozenForecast = Readonly<Selectable<FrozenForecastTable>>;

/** What a release forecasts for a team and month. */
export type CurrentForecast = Pick<FrozenForecast, 'teamId' | 'month' | 'forecast' | 'model'>;

/**
 * Keeps what a release forecasts once its forecasts begin with the running month; answers how many were new. While they begin earlier,
 * sales of the month before are not all known: a later run keeps better ones. The first word about a team, month and lead stays: runs
 * that come later, are repeated or recompute the past change nothing, and only teams that were not there yet are added.
 */
export async function freezeForecasts(
  db: LedgerDb,
  forecasts: readonly CurrentForecast[],
  { release, today }: { readonly release: number; readonly today: string },
): Promise<number> {
  const running = `${today.slice(0, 7)}-01`;
  const [first] = forecasts.map(({ month }) => month).sort();
  if (first !== running) return 0;
  const rows = forecasts.map((each) => ({
    ...each,
    ...{ lead: leadOf(running, each.month), release, frozenOn: today },
  }));
  return atomically(db, async (trx) => {
    const kept: FrozenForecast[] = [];
    for (const part of chunksOf(rows)) {
      const insert = trx.insertInto('frozenForecast').values(part).returningAll();
      kept.push(...(await insert.onConflict((conflict) => conflict.doNothing()).execute()));
    }
    for (const freeze of freezesOf(kept))
      await auditChange(trx, { actor: 'yardstick', action: 'forecasts frozen', ...freeze });
    return kept.length;
  });
}

export const frozenKind = 'frozen forecasts ';

/** Everything that was frozen, in the words of the audit chain: one row for what a release said on a day, with a digest of it. */
export async function allFreezes(db: LedgerDb): Promise<readonly Freeze[]> {
  return freezesOf(await db.selectFrom('frozenForecast').selectAll().execute());
}

interface Freeze {
  readonly subject: string;
  readonly row: { readonly rows: number; readonly sha256: string };
}

function freezesOf(forecasts: readonly FrozenForecast[]): readonly Freeze[] {
  const freezes = new Map<string, FrozenForecast[]>();
  for (const each of forecasts) {
    const subject = `${frozenKind}of release ${each.release} on ${each.frozenOn}`;
    const rows = freezes.get(subject);
    if (rows === undefined) freezes.set(subject, [each]);
    else rows.push(each);
  }
  return [...freezes].map(([subject, rows]) => {
    const told = rows.map(canonicalJson).sort().join('\n');
    const sha256 = createHash('sha256').update(told).digest('hex');
    return { subject, row: { rows: rows.length, sha256 } };
  });
}

/** Frozen forecasts of one lead, by team and month. */
export async function frozenForecasts(
  db: LedgerDb,
  { lead, team }: { readonly lead: number; readonly team?: string | undefined },
): Promise<readonly FrozenForecast[]> {
  let query = db.selectFrom('frozenForecast').selectAll().where('lead', '=', lead);
  if (team !== undefined) query = query.where('teamId', '=', team);
  return query.orderBy('teamId').orderBy('month').execute();
}

function leadOf(running: string, month: string): number {
  const ordinal = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return ordinal(month) - ordinal(running) + 1;
}
