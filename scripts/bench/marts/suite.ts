import { builtInKpiFiles } from '../../../config/kpi-files.ts';
import { testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import type { Asset } from '../../../models/kit/asset.ts';
import { clickhouseType } from '../../../models/kit/column.ts';
import { storedTable } from '../../../models/kit/key.ts';
import { readCatalogue } from '../../../models/kpi/read.ts';
import { warehouseAssets } from '../../../models/warehouse.ts';
import { openWarehouse, type Warehouse } from '../../../warehouse/client.ts';
import { createAssets, createFoundations } from '../../../warehouse/ddl.ts';
import { relationOf } from '../../../warehouse/relation.ts';
import { insertVersion } from '../../../warehouse/version.ts';
import { type Figure, timed } from '../figure.ts';
import { rowsOf } from './company.ts';

const longestSeconds = 60;
const mostGiB = 4;

type Assets = ReadonlyMap<string, Asset>;

/** How long the monthly KPIs of 5,000 people over 20 million order lines take, written as a run writes them. */
export async function martFigures(): Promise<readonly Figure[]> {
  const server = await testClickHouse();
  const warehouse = openWarehouse(server);
  try {
    const kpis = readCatalogue(builtInKpiFiles());
    const assets = new Map(
      warehouseAssets({ sources: [], precedence: [], kpis }).map((asset): [string, Asset] => [
        asset.key,
        asset,
      ]),
    );
    await createFoundations(warehouse);
    await createAssets(warehouse, [...assets.values()]);
    for (const [key, rows] of Object.entries(rowsOf)) {
      console.error(`filling ${key} …`);
      await fill(warehouse, assetOf(assets, key), rows);
    }
    return await monthlyFigures(warehouse, assets);
  } finally {
    await warehouse.close();
    await server.stop();
  }
}

async function monthlyFigures(warehouse: Warehouse, assets: Assets): Promise<readonly Figure[]> {
  const asset = assetOf(assets, 'mart.kpi_monthly');
  const { compute } = asset;
  if (compute.kind !== 'text') throw new TypeError(`${asset.key} is not computed by a text.`);
  const relations = await relationsOf(warehouse, asset, assets);
  console.error(`building ${asset.key} …`);
  const queryId = 'kpi-monthly';
  const tookMs = await timed(() =>
    insertVersion(warehouse, { asset, sql: compute.sql, relations }, 1, {}, { queryId }),
  );
  await warehouse.command('SYSTEM FLUSH LOGS');
  const [log] = await warehouse.rows<{ rows: string; bytes: string }>(
    "SELECT written_rows AS rows, memory_usage AS bytes FROM system.query_log WHERE query_id = {queryId:String} AND type = 'QueryFinish'",
    { queryId },
  );
  const gib = Number(log?.bytes) / 2 ** 30;
  return [
    {
      name: 'kpi_monthly, all months',
      measured: `${(tookMs / 1000).toFixed(1)} s for ${log?.rows} rows`,
      target: `at most ${longestSeconds} s`,
      met: tookMs <= longestSeconds * 1000,
    },
    {
      name: 'memory of it',
      measured: `${gib.toFixed(2)} GiB`,
      target: `at most ${mostGiB} GiB`,
      met: gib <= mostGiB,
    },
  ];
}

/** Rows as version 1; columns that `rows` leaves out take their type's default. */
async function fill(warehouse: Warehouse, asset: Asset, rows: string): Promise<void> {
  const given = new Set([...rows.matchAll(/ AS (\w+)/g)].map(([, name]) => name));
  const others = Object.entries(asset.columns).flatMap(([name, column]) =>
    given.has(name)
      ? []
      : [`, defaultValueOfTypeName('${clickhouseType(column).replaceAll("'", "\\'")}') AS ${name}`],
  );
  const sql = `SELECT *${others.join('')} FROM (${rows})`;
  await insertVersion(warehouse, { asset, sql, relations: {} }, 1, {});
}

/** Every input at version 1, in all months that have rows. */
async function relationsOf(
  warehouse: Warehouse,
  { inputs }: Asset,
  assets: Assets,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [alias, input] of Object.entries(inputs)) {
    if (input.kind === 'stream') continue;
    const asset = assetOf(assets, input.asset);
    const months = await warehouse.rows<{ month: string }>(
      `SELECT DISTINCT toString(_month) AS month FROM ${storedTable(asset.key)}`,
    );
    found[alias] = relationOf(
      asset,
      months.map(({ month }) => ({ month, version: 1 })),
    );
  }
  return found;
}

function assetOf(assets: Assets, key: string): Asset {
  const found = assets.get(key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
}
