import { loadProject, type Project } from '../../activities/project.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { fewKpis } from '../harness/few-kpis.ts';
import { leadingTo } from '../harness/part-of-product.ts';
import { shopConfig } from './company/shop.ts';

/** How much of the product a site builds: all of it, or one asset of each kind and what these are made from. */
export type Scope = 'whole' | 'each kind';

/** What these are made from leads through every kind of asset; `kindsOf` says what a kind is, and a test that none is missing. */
const ends: readonly AssetKey[] = ['mart.sales_daily', 'mart.forecast_current', 'fct.activity'];

export function siteProject(scope: Scope, shopUrl: string): Project {
  const config = shopConfig(shopUrl);
  if (scope === 'whole') return loadProject(config);
  return leadingTo(loadProject(config, fewKpis()), ends);
}

/** What decides which way an asset takes through a run: how it is computed, cut into months, fed and checked. */
export function kindsOf({ compute, partitions, inputs, checks }: Asset): readonly string[] {
  return [
    `${compute.kind}, ${partitions.kind}`,
    ...Object.values(inputs).map(({ kind }) => `${partitions.kind} from ${kind}`),
    ...checks.map(({ kind, severity }) => `${severity} on ${kind}`),
  ];
}
