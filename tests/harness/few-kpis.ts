import type { Declared } from '../../activities/project.ts';
import { builtInKpiFiles } from '../../config/kpi-files.ts';
import { readCatalogue } from '../../models/kpi/read.ts';

/** A sum of shares, a ratio and a count of firsts: three facts of their own. Then what awards and alerts of the product are about besides. */
const few: ReadonlySet<string> = new Set([
  ...['net_sales', 'attainment', 'new_customers'],
  ...['entry_adoption', 'follow_ups'],
]);

/**
 * KPIs, without awards and alerts over them, for tests that are not about KPIs. Each of the three KPI marts asks everything of the catalogue in one statement, which the engine
 * analyses for longer than all the rest of a small run takes.
 */
export function fewKpis(): Declared {
  const kpis = readCatalogue(builtInKpiFiles()).filter(({ declaration }) => few.has(declaration.key));
  return { kpis, awards: [], alertRules: [] };
}
