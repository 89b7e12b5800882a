import type { Asset } from '../models/kit/asset.ts';
import { storedTable } from '../models/kit/key.ts';
import type { Warehouse } from './client.ts';
import { dropVersions } from './drop-version.ts';
import { literal } from './identifier.ts';
import { refusedMonth } from './judgement.ts';

/** Moves what a version refuses to `meta.quarantine`, a row for each rule it breaks; answers how many rows break each. */
export async function quarantineRefused(
  warehouse: Warehouse,
  asset: Asset,
  version: number,
): Promise<readonly { readonly rule: string; readonly rows: number }[]> {
  await warehouse.command(
    `INSERT INTO meta.quarantine (asset, _version, source_id, rule, detail)
     SELECT ${literal(asset.key)}, _version, source_id, arrayJoin(_broken), _detail
     FROM ${storedTable(asset.key)} WHERE _month = ${literal(refusedMonth)} AND _version = {version:UInt64}`,
    { version },
  );
  const found = await warehouse.rows<{ rule: string; rows: string }>(
    'SELECT rule, count() AS rows FROM meta.quarantine WHERE asset = {asset:String} AND _version = {version:UInt64} GROUP BY rule ORDER BY rule',
    { asset: asset.key, version },
  );
  await dropVersions(warehouse, asset, [{ month: refusedMonth, version }]);
  return found.map(({ rule, rows }) => ({ rule, rows: Number(rows) }));
}

/**
 * Forgets the refused rows of versions that nobody needs: one statement for all, since each costs a second, and none for none.
 * Versions newer than `newest` of their asset are under way.
 */
export async function dropQuarantine(
  warehouse: Warehouse,
  {
    newest,
    isStored,
  }: {
    readonly newest: ReadonlyMap<string, number>;
    readonly isStored: (asset: string, version: number) => boolean;
  },
): Promise<void> {
  const kept = await warehouse.rows<{ asset: string; version: string }>(
    'SELECT DISTINCT asset, _version AS version FROM meta.quarantine',
  );
  const pairs = kept
    .map(({ asset, version }) => ({ asset, version: Number(version) }))
    .filter(({ asset, version }) => version < (newest.get(asset) ?? 0) && !isStored(asset, version))
    .map(({ asset, version }) => `(${literal(asset)}, ${version})`);
  if (pairs.length === 0) return;
  await warehouse.command(`DELETE FROM meta.quarantine WHERE (asset, _version) IN (${pairs.join(', ')})`);
}
