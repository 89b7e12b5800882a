import type { AssetKey } from '../models/kit/key.ts';
import { type NightlyResult, nightly } from './nightly.ts';

export interface BackfillRequest {
  readonly requestedBy: string;
  readonly assets: readonly AssetKey[];
  readonly months: readonly string[] | 'all';
}

/** Builds named assets again, newest months first, without reading the sources; what is downstream follows if it changes. */
export async function backfill({ requestedBy, assets, months }: BackfillRequest): Promise<NightlyResult> {
  const requested: Partial<Record<AssetKey, readonly string[] | 'all'>> = {};
  for (const asset of assets) requested[asset] = months;
  return nightly({ kind: 'backfill', requestedBy, sources: [], requested, order: 'newest first' });
}
