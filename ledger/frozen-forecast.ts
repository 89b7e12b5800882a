import type { Selectable } from 'kysely';
import { chunksOf } from './chunks.ts';
import type { FrozenForecastTable } from './forecast-tables.ts';
import type { LedgerDb } from './schema.ts';

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
  let kept = 0;
  for (const part of chunksOf(rows)) {
    const written = await db
      .insertInto('frozenForecast')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    kept += Number(written.numInsertedOrUpdatedRows ?? 0);
  }
  return kept;
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
