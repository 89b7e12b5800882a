import type { Project } from '../../../activities/project.ts';
import { factsOf, type PlanFacts } from '../../../appraisal/marts/facts-of.ts';
import { dimAppraisalPeriod } from '../../../models/dim/appraisal-period.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import { martAppraisalFacts } from '../../../models/mart/appraisal-facts.ts';
import type { Warehouse } from '../../../warehouse/client.ts';
import { composeRows, parametersIn } from '../../../warehouse/compose.ts';
import { literal } from '../../../warehouse/identifier.ts';
import { relationAt } from '../../../warehouse/relation.ts';

/** A company's warehouse as one release shows it. */
export interface ReleasedWarehouse {
  readonly project: Project;
  readonly warehouse: Warehouse;
  readonly release: number;
}

/**
 * The facts of one period as they are seen on another day: the SELECTs of the marts, with that day in place of the lock's.
 * Nothing is stored.
 */
export async function factsAsOf(
  of: ReleasedWarehouse,
  periodId: string,
  day: string,
): Promise<readonly PlanFacts[]> {
  const rows: Record<string, readonly unknown[]> = {};
  for (const [alias, mapping] of Object.entries(martAppraisalFacts.inputs)) {
    if (mapping.kind === 'stream') continue;
    const sql = relationAsOf(of, mapping.asset, periodAsOf(of, periodId, day));
    rows[alias] = await of.warehouse.rows(sql, parametersIn(sql, of.project.settings));
  }
  return factsOf(rows);
}

function periodAsOf(of: ReleasedWarehouse, periodId: string, day: string): string {
  const periods = relationAt(of.project.graph.asset(dimAppraisalPeriod.key), of.release);
  return `SELECT * REPLACE (toDate32(${literal(day)}) AS as_of) FROM (${periods}) WHERE period_id = ${literal(periodId)}`;
}

/** What depends on the day is computed; everything else is read as the release shows it. */
function relationAsOf(of: ReleasedWarehouse, key: AssetKey, period: string): string {
  if (key === dimAppraisalPeriod.key) return period;
  const { graph, sqlOf } = of.project;
  const asset = graph.asset(key);
  const sql = graph.upstream(key).includes(dimAppraisalPeriod.key) ? sqlOf(asset) : undefined;
  if (sql === undefined) return relationAt(asset, of.release);
  const inputs = Object.entries(asset.inputs).flatMap(([alias, mapping]) =>
    mapping.kind === 'stream' ? [] : [[alias, relationAsOf(of, mapping.asset, period)]],
  );
  return composeRows({ asset, sql, relations: Object.fromEntries(inputs) });
}
