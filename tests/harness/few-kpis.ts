import type { Declared } from '../../activities/project.ts';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readAlertRules } from '../../models/alert/read.ts';
import { readAwards } from '../../models/award/read.ts';
import type { Kpi } from '../../models/kpi/kpi.ts';
import { readCatalogue } from '../../models/kpi/read.ts';

/** A sum of shares, a ratio and a count of firsts: three facts of their own. */
const few = ['net_sales', 'attainment', 'new_customers'];
/** What awards and alerts of the product are about besides. */
const told = ['entry_adoption', 'follow_ups'];

/**
 * KPIs, without awards and alerts over them, for tests that are not about KPIs. Each of the three KPI marts asks everything of the catalogue in one statement, which the engine
 * analyses for longer than all the rest of a small run takes.
 */
export function fewKpis(): Declared {
  return onlyKpis(...few);
}

/** These KPIs and nothing that is about any. */
export function onlyKpis(...keys: readonly string[]): Declared {
  return { kpis: kpisOf(keys), awards: [], alertRules: [] };
}

/** A few more with the product's awards and alerts over them; `others` are wanted besides. */
export function fewKpisAndWhatTellsOfThem(...others: readonly string[]): Declared {
  const kpis = kpisOf([...few, ...told, ...others]);
  const awards = readAwards(builtInFiles('awards'), kpis);
  return { kpis, awards, alertRules: readAlertRules(builtInFiles('alerts'), kpis) };
}

function kpisOf(keys: readonly string[]): readonly Kpi[] {
  return readCatalogue(builtInFiles('kpis')).filter(({ declaration }) => keys.includes(declaration.key));
}
