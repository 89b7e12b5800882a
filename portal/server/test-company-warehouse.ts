import type { Asset } from '../../models/kit/asset.ts';
import { storedTable } from '../../models/kit/key.ts';
import { modelAssets } from '../../models/warehouse.ts';
import type { Warehouse } from '../../warehouse/client.ts';
import { createAssets, createFoundations } from '../../warehouse/ddl.ts';
import { type Filling, fillings } from './test-company-rows.ts';

/** Creates the tables, stores version 1 of everything and publishes it as release 1. */
export async function fillWarehouse(warehouse: Warehouse): Promise<void> {
  await createFoundations(warehouse);
  const assets = modelAssets.filter(({ key }) => key in fillings);
  await createAssets(warehouse, assets);
  for (const asset of assets) {
    const rows = fillings[asset.key]?.() ?? [];
    await storeVersion(warehouse, asset, rows, 1);
    await publish(warehouse, 1, asset, rows, 1);
  }
}

/** Stores rows as one version of an asset; nobody sees them before `publish`. */
export async function storeVersion(
  warehouse: Warehouse,
  asset: Asset,
  rows: readonly Filling[],
  version: number,
): Promise<void> {
  const stored = rows.map((row) => ({ ...row, _month: monthOf(asset, row), _version: version }));
  await warehouse.insert(storedTable(asset.key), stored);
}

/** Points a release at a version of the months the rows are in. */
export async function publish(
  warehouse: Warehouse,
  release: number,
  asset: Asset,
  rows: readonly Filling[],
  version: number,
): Promise<void> {
  const touched = [...new Set(rows.map((row) => monthOf(asset, row)))];
  await warehouse.insert(
    'meta.pointer',
    touched.map((month) => ({ release, asset: asset.key, month, version })),
  );
}

function monthOf(asset: Asset, row: Filling): string {
  if (asset.partitions.kind === 'unpartitioned') return '1970-01-01';
  return `${String(row[asset.partitions.column]).slice(0, 8)}01`;
}
