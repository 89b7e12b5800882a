import type { Engine } from '../engine/engine.ts';
import { ServerError } from '../server-error.ts';
import type { ClickHouseUser } from '../users.ts';
import {
  type Catalogue,
  catalogueSql,
  closedSql,
  fitnessSql,
  readCatalogue,
  readClosed,
  type TableColumns,
  unknownTables,
} from './catalogue.ts';
import type { AccessModel, RowPolicy } from './model.ts';
import { filteredDatabases, policyOnTable, tablesOf } from './row-filters.ts';

/** Looks at the tables that row filters may be on. Throws ServerError. */
export async function lookUpTables(
  engine: Pick<Engine, 'rows'>,
  configured: readonly ClickHouseUser[],
  model: AccessModel,
): Promise<Catalogue> {
  const databases = filteredDatabases(configured, model);
  if (databases.length === 0) return unknownTables;
  const [[json] = []] = await engine.rows(catalogueSql(databases));
  const tables = readCatalogue(String(json));
  const unfit = new Set<string>();
  for (const policy of model.policies)
    for (const table of tablesOf(policy, tables))
      if (!(await fits(engine, policy, table, tables))) unfit.add(policyOnTable(policy, table));
  return { tables, unfit, closed: readClosed(await engine.rows(closedSql(databases))) };
}

async function fits(
  engine: Pick<Engine, 'rows'>,
  { database, using = '1' }: RowPolicy,
  table: string,
  tables: readonly TableColumns[],
): Promise<boolean> {
  const columns = tables.find((each) => each.database === database && each.table === table);
  if (columns === undefined) return false;
  try {
    await engine.rows(fitnessSql(using, columns));
    return true;
  } catch (caught) {
    if (caught instanceof ServerError) return false;
    throw caught;
  }
}
