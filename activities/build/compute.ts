import { forecastCurrent } from '../../analytics/forecast/current.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Asset } from '../../models/kit/asset.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A registered computation: rows of its inputs by alias in, rows of the asset out. Pure and deterministic. */
export type Computation = (inputs: Readonly<Record<string, Rows>>) => Promise<Rows>;

const computations: Readonly<Record<string, Computation>> = {
  forecast_current: async ({ series }) => forecastCurrent(series ?? []),
};

/** The function an asset names. Throws ASSET_INVALID when nobody has registered it. */
export function computationOf(asset: Asset): Computation | undefined {
  if (asset.compute.kind !== 'fn') return undefined;
  const found = computations[asset.compute.name];
  if (found !== undefined) return found;
  throw new YardstickError(
    'ASSET_INVALID',
    `It names the function ${asset.compute.name}, which is not registered.`,
    {
      subject: asset.key,
    },
  );
}
