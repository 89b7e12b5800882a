import { YardstickError } from '../errors/yardstick-error.ts';
import type { Asset } from '../models/kit/asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { inputFingerprints, partitionFingerprint } from './fingerprint.ts';
import { assetOf, type Graph } from './graph.ts';
import { inputStateOf, type PublishedStates, streamName } from './input-state.ts';
import { givesMonths, isWhole, wantedMonths } from './scope.ts';
import { emptied, holdsRows, judged, reasonFor, type Wanted } from './staleness.ts';
import type { Decision, InputState, Month, PartitionState, Reason, RunDecision, RunReason } from './state.ts';
import { mayTouch, type Touched, touchedBy } from './touched.ts';

export interface AssetSituation {
  readonly asset: Asset;
  /** Its `codeFingerprint` now. */
  readonly code: string;
  /** What is visible of it, emptied months included. */
  readonly published: readonly PartitionState[];
  readonly inputs: InputState;
  /** Months to build even when they are fresh; a whole asset is built when any is asked for. */
  readonly requested?: readonly Month[] | 'all';
}

function wantedOf(situation: AssetSituation, month: Month | undefined): Wanted {
  const { asset, code, inputs } = situation;
  return {
    fingerprint: partitionFingerprint(code, asset, month, inputs),
    code,
    inputs: inputFingerprints(asset, month, inputs),
  };
}

function isRequested(requested: AssetSituation['requested'], month: Month | undefined): boolean {
  if (requested === undefined || requested === 'all') return requested === 'all';
  return month === undefined ? requested.length > 0 : requested.includes(month);
}

function decide(
  situation: AssetSituation,
  month: Month | undefined,
  states: readonly PartitionState[],
): Decision {
  const wanted = wantedOf(situation, month);
  const found = reasonFor(situation.asset, month === undefined ? judged(states, wanted) : states, wanted);
  const reason: Reason =
    found.kind === 'fresh' && isRequested(situation.requested, month) ? { kind: 'requested' } : found;
  const action = reason.kind === 'fresh' ? 'keep' : 'build';
  return { asset: situation.asset.key, month, action, reason, ...wanted };
}

/** A published month that no input has any more: emptied once, then left alone. */
function leave(situation: AssetSituation, state: PartitionState): Decision {
  const of = { asset: situation.asset.key, month: state.month };
  if (!holdsRows(state)) {
    const { fingerprint, code, inputs } = state;
    return { ...of, action: 'keep', reason: { kind: 'fresh' }, fingerprint, code, inputs };
  }
  const wanted = { ...wantedOf(situation, state.month), fingerprint: emptied };
  return { ...of, action: 'empty', reason: { kind: 'input gone' }, ...wanted };
}

/**
 * What has to be done to one asset, given what it holds and what its inputs hold at this moment: one decision for a
 * whole asset, otherwise one for each month it has or should have, oldest first.
 * @throws YardstickError PLAN_INPUT_UNKNOWN when the state of an input is missing.
 */
export function planAsset(situation: AssetSituation): Decision[] {
  const { asset, published, inputs } = situation;
  if (isWhole(asset)) return [decide(situation, undefined, published)];
  const states = new Map(published.map((state) => [state.month, state]));
  const wanted = new Set(wantedMonths(asset, inputs));
  return [...new Set([...wanted, ...states.keys()])].sort().map((month) => {
    const state = states.get(month);
    if (state !== undefined && !wanted.has(month)) return leave(situation, state);
    return decide(situation, month, state === undefined ? [] : [state]);
  });
}

export interface RunSituation {
  readonly graph: Graph;
  /** `codeFingerprint` of every asset of the graph. */
  readonly codes: ReadonlyMap<AssetKey, string>;
  readonly published: PublishedStates;
  /** Position of the newest committed page by `source.stream`. */
  readonly streams: Readonly<Record<string, string>>;
  /** Streams, `source.stream`, that the run reads before it builds. */
  readonly streamsToRead?: readonly string[];
  /** Slice hashes of an asset's `slice` inputs by alias and month, as they are published. */
  readonly slicesOf: (key: AssetKey) => InputState['slices'];
  readonly requested?: ReadonlyMap<AssetKey, readonly Month[] | 'all'>;
}

type Before = ReadonlyMap<AssetKey, Touched>;

function decisionsNow(run: RunSituation, asset: Asset): Decision[] {
  const { published, streams } = run;
  const code = run.codes.get(asset.key);
  if (code === undefined) {
    throw new YardstickError('PLAN_INPUT_UNKNOWN', 'Its code fingerprint was not given to the planner.', {
      subject: asset.key,
    });
  }
  const inputs = inputStateOf({ asset, published, streams, slices: run.slicesOf(asset.key) });
  const requested = run.requested?.get(asset.key);
  const situation = { asset, code, published: published.get(asset.key) ?? [], inputs };
  return planAsset(requested === undefined ? situation : { ...situation, requested });
}

function changersOf(asset: Asset, month: Month | undefined, before: Before): AssetKey[] {
  const changers = Object.values(asset.inputs).flatMap((mapping) => {
    const key = assetOf(mapping);
    const touched = key === undefined ? undefined : before.get(key);
    return key !== undefined && touched !== undefined && mayTouch(touched, mapping, month) ? [key] : [];
  });
  return [...new Set(changers)];
}

function streamsReadFirst(asset: Asset, run: RunSituation): string[] {
  const names = Object.values(asset.inputs).flatMap((mapping) =>
    mapping.kind === 'stream' ? [streamName(mapping)] : [],
  );
  return names.filter((name) => run.streamsToRead?.includes(name));
}

/** Why a month that is fresh now may not stay so; nothing when it surely does. */
function doubt(
  asset: Asset,
  month: Month | undefined,
  run: RunSituation,
  before: Before,
): RunReason | undefined {
  const assets = changersOf(asset, month, before);
  if (assets.length > 0) return { kind: 'upstream', assets };
  const streams = streamsReadFirst(asset, run);
  return streams.length > 0 ? { kind: 'stream', streams } : undefined;
}

function newMonths(asset: Asset, before: Before): RunDecision[] {
  if (isWhole(asset)) return [];
  const assets = Object.values(asset.inputs).flatMap((mapping) => {
    const key = givesMonths(mapping) ? assetOf(mapping) : undefined;
    return key !== undefined && before.get(key)?.unseen ? [key] : [];
  });
  if (assets.length === 0) return [];
  const reason: RunReason = { kind: 'upstream', assets: [...new Set(assets)] };
  return [{ asset: asset.key, month: undefined, action: 'maybe', reason }];
}

/**
 * The most a run may do if it began now, in the graph's order: what surely is built, what is built only if something
 * before it changes, and what is kept. Decisions proper are taken by `planAsset` when their inputs are final.
 */
export function planRun(run: RunSituation): RunDecision[] {
  const before = new Map<AssetKey, Touched>();
  return run.graph.order.flatMap((key) => {
    const asset = run.graph.asset(key);
    const decisions = decisionsNow(run, asset).map(({ month, action, reason }): RunDecision => {
      const unsure = action === 'keep' ? doubt(asset, month, run, before) : undefined;
      return unsure === undefined
        ? { asset: key, month, action, reason }
        : { asset: key, month, action: 'maybe', reason: unsure };
    });
    decisions.push(...newMonths(asset, before));
    before.set(key, touchedBy(decisions));
    return decisions;
  });
}
