import { z } from 'zod';
import { freezeForecasts } from '../../ledger/frozen-forecast.ts';
import { martForecastCurrent } from '../../models/mart/forecast-current.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

const row = z.object({ teamId: z.string(), month: z.string(), forecast: z.string(), model: z.string() });

/**
 * Freezes what a release forecasts, which is kept once: the first forecast of a team that begins with the running month is what the
 * team is judged by.
 */
export async function keepForecasts(
  { db, project, warehouse }: Pick<Context, 'db' | 'project' | 'warehouse'>,
  { release, today }: { readonly release: number; readonly today: string },
): Promise<void> {
  if (!project.graph.order.includes(martForecastCurrent.key)) return;
  const relation = relationAt(project.graph.asset(martForecastCurrent.key), release);
  const rows = await warehouse.rows(
    `SELECT team_id AS teamId, toString(month) AS month, toString(forecast) AS forecast, toString(model) AS model FROM (${relation})`,
  );
  await freezeForecasts(db, row.array().parse(rows), { release, today });
}
