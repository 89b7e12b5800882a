import type { Asset } from '../models/kit/asset.ts';
import { inputFingerprints, partitionFingerprint } from './fingerprint.ts';
import { isWhole, wantedMonths } from './scope.ts';
import { emptied, holdsRows, judged, reasonFor, type Wanted } from './staleness.ts';
import type { Decision, InputState, Month, PartitionState, Reason } from './state.ts';

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
  const found = reasonFor(situation.asset, states, wanted);
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
  if (isWhole(asset)) return [decide(situation, undefined, judged(published))];
  const states = new Map(published.map((state) => [state.month, state]));
  const wanted = new Set(wantedMonths(asset, inputs));
  return [...new Set([...wanted, ...states.keys()])].sort().map((month) => {
    const state = states.get(month);
    if (state !== undefined && !wanted.has(month)) return leave(situation, state);
    return decide(situation, month, state === undefined ? [] : [state]);
  });
}
