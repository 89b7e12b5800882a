import type { Asset } from '../models/kit/asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { holdsRows } from './staleness.ts';
import type { InputState, Month, PartitionState } from './state.ts';

/** The states of every asset as this reader should see them: published, or of the run's own candidates. */
export type PublishedStates = ReadonlyMap<AssetKey, readonly PartitionState[]>;

/** The name a stream's position goes by: `crm.account`. */
export function streamName(mapping: Extract<PartitionMapping, { kind: 'stream' }>): string {
  return `${mapping.source}.${mapping.stream}`;
}

/** Months that hold rows with their content hash; an emptied month is no month to its readers. */
export function contentOf(states: readonly PartitionState[]): ReadonlyMap<Month, string> {
  return new Map(states.filter(holdsRows).map((state) => [state.month, state.contentHash]));
}

function* inputsOfKind<Kind extends PartitionMapping['kind']>(
  asset: Asset,
  ...kinds: readonly Kind[]
): Generator<[string, Extract<PartitionMapping, { kind: Kind }>]> {
  const wanted = (mapping: PartitionMapping): mapping is Extract<PartitionMapping, { kind: Kind }> =>
    kinds.some((kind) => kind === mapping.kind);
  for (const [alias, mapping] of Object.entries(asset.inputs)) if (wanted(mapping)) yield [alias, mapping];
}

/**
 * Gathers what one asset reads. `streams` maps `source.stream` to the position of its newest committed page; a stream that
 * was never read counts as empty. `slices` are hashes by alias and month, asked of the warehouse.
 */
export function inputStateOf(of: {
  readonly asset: Asset;
  readonly published: PublishedStates;
  readonly streams: Readonly<Record<string, string>>;
  readonly slices: InputState['slices'];
}): InputState {
  const months = [...inputsOfKind(of.asset, 'sameMonth', 'window', 'all', 'slice')];
  const streams = [...inputsOfKind(of.asset, 'stream')];
  return {
    months: Object.fromEntries(
      months.map(([alias, mapping]) => [alias, contentOf(of.published.get(mapping.asset) ?? [])]),
    ),
    slices: of.slices,
    streams: Object.fromEntries(
      streams.map(([alias, mapping]) => [alias, of.streams[streamName(mapping)] ?? 'never read']),
    ),
  };
}
