import { candidatesOf, publishedPartitions, type StoredPartition } from '../../ledger/partition.ts';
import { streamPositions } from '../../ledger/stream-pages.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { readsStreams } from '../../models/kit/reads-streams.ts';
import type { PublishedStates } from '../../planner/input-state.ts';
import type { PartitionState } from '../../planner/state.ts';
import { declaredStreams } from '../../warehouse/stream-declaration.ts';
import type { Context } from '../context.ts';
import { newestPerMonth } from './stale-candidates.ts';

/** Everything a run sees at this moment: what is published, overlaid by what the run itself has built. */
export interface Snapshot {
  readonly visible: PublishedStates;
  /** Only what is published: what a new build is compared with. */
  readonly published: PublishedStates;
  /** The versions each visible month was built from, by asset and month. */
  readonly origins: ReadonlyMap<AssetKey, ReadonlyMap<string, StoredPartition>>;
  /** Position of the newest committed page and the shape it is read in, by `source.stream`. */
  readonly streams: Readonly<Record<string, string>>;
  readonly positions: ReadonlyMap<string, number>;
  readonly fields: Awaited<ReturnType<typeof declaredStreams>>;
}

/** Reads the ledger once; without a run, only what is published, and of one asset only what its build looks at. */
export async function takeSnapshot(
  context: Context,
  runId: string | undefined,
  asset?: Asset,
): Promise<Snapshot> {
  const { db } = context;
  const assets = asset === undefined ? undefined : lookedAt(asset);
  const records = await publishedPartitions(db, assets);
  const own = runId === undefined ? [] : await candidatesOf(db, runId, assets);
  const { positions, fields } =
    asset === undefined || readsStreams(asset) ? await streamsNow(context) : noStreams;
  const origins = overlay(records, own);
  return {
    published: statesOf(records),
    visible: statesOf(new Map([...origins].map(([key, months]) => [key, [...months.values()]]))),
    origins,
    positions,
    fields,
    streams: Object.fromEntries(
      [...positions].map(([name, position]) => [
        name,
        `${position}:${JSON.stringify(fields.get(name) ?? {})}`,
      ]),
    ),
  };
}

/** An asset and what it is made from; its checks compare it with nothing else. */
function lookedAt({ key, inputs }: Asset): readonly AssetKey[] {
  return [
    key,
    ...Object.values(inputs).flatMap((mapping) => (mapping.kind === 'stream' ? [] : [mapping.asset])),
  ];
}

type Streams = Pick<Snapshot, 'positions' | 'fields'>;

const noStreams: Streams = { positions: new Map(), fields: new Map() };

async function streamsNow({ db, warehouse }: Context): Promise<Streams> {
  return { positions: await streamPositions(db), fields: await declaredStreams(warehouse) };
}

/** What one release shows, to be computed from again. It knows no streams: assets that read a source cannot be built from it. */
export function releasedSnapshot(shown: readonly StoredPartition[]): Snapshot {
  const states = new Map<AssetKey, PartitionState[]>();
  for (const partition of shown) {
    const key = assetKey(partition.asset);
    states.set(key, [...(states.get(key) ?? []), stateOf(partition)]);
  }
  const nothing = { origins: new Map(), streams: {}, positions: new Map(), fields: new Map() };
  return { visible: states, published: states, ...nothing };
}

function overlay(
  published: ReadonlyMap<string, readonly StoredPartition[]>,
  own: readonly StoredPartition[],
): Map<AssetKey, Map<string, StoredPartition>> {
  const merged = new Map<AssetKey, Map<string, StoredPartition>>();
  const monthsOf = (asset: string) => {
    const key = assetKey(asset);
    const months = merged.get(key) ?? new Map<string, StoredPartition>();
    merged.set(key, months);
    return months;
  };
  for (const [asset, partitions] of published) {
    for (const partition of partitions) monthsOf(asset).set(partition.month, partition);
  }
  // What a run has built twice counts as built last, and `kept` always means: as it is published.
  for (const partition of newestPerMonth(own)) {
    const months = monthsOf(partition.asset);
    const before = months.get(partition.month);
    // A kept build has no rows of its own that anybody reads: the published version stands, newly understood.
    const version = partition.state === 'kept' && before !== undefined ? before.version : partition.version;
    months.set(partition.month, { ...partition, version });
  }
  return merged;
}

function statesOf(partitions: ReadonlyMap<string, readonly StoredPartition[]>): PublishedStates {
  return new Map([...partitions].map(([asset, months]) => [assetKey(asset), months.map(stateOf)]));
}

function stateOf(partition: StoredPartition): PartitionState {
  const { month, version, contentHash, rows, fingerprint, codeFingerprint, inputs } = partition;
  return { month, version, contentHash, rows, fingerprint, code: codeFingerprint, inputs };
}

function assetKey(text: string): AssetKey {
  const [layer, ...rest] = text.split('.');
  const name = rest.join('.');
  if (layer === 'stg' || layer === 'dim' || layer === 'fct' || layer === 'mart') return `${layer}.${name}`;
  throw new RangeError(`${text} is no asset key`);
}
