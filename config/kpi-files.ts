import { builtInFiles } from './declaration-files.ts';

/** The KPI declarations that come with the product, one a file. */
export function builtInKpiFiles(): ReturnType<typeof builtInFiles> {
  return builtInFiles('kpis');
}
