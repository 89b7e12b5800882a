import type { Asset } from '../models/kit/asset.ts';
import { givesMonths } from './scope.ts';
import type { PartitionState, Reason } from './state.ts';

/** What a build made now would be recorded under. */
export interface Wanted {
  readonly fingerprint: string;
  readonly code: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The fingerprint of a month emptied because its inputs vanished; no build has it, so a month that returns is stale. */
export const emptied = 'empty';

/** Whether a published month shows any rows. */
export function holdsRows(state: PartitionState): boolean {
  return state.rows > 0;
}

function changedInputs(states: readonly PartitionState[], wanted: Wanted): string[] {
  const changed = (alias: string) => states.some((state) => state.inputs[alias] !== wanted.inputs[alias]);
  return Object.keys(wanted.inputs).filter(changed).sort();
}

function staleReason(asset: Asset, stale: readonly PartitionState[], wanted: Wanted): Reason {
  if (stale.some((state) => state.code !== wanted.code)) return { kind: 'code changed' };
  const inputs = changedInputs(stale, wanted);
  if (inputs.length > 0) return { kind: 'input changed', inputs };
  // An emptied month whose own inputs look as they did: the month itself has come back.
  const calendar = Object.keys(asset.inputs).filter((alias) => {
    const mapping = asset.inputs[alias];
    return mapping !== undefined && givesMonths(mapping);
  });
  return { kind: 'input changed', inputs: calendar.sort() };
}

/** Why what is published must be built again, or `fresh`. No states at all: never built. */
export function reasonFor(asset: Asset, states: readonly PartitionState[], wanted: Wanted): Reason {
  if (states.length === 0) return { kind: 'never built' };
  const stale = states.filter((state) => state.fingerprint !== wanted.fingerprint);
  return stale.length === 0 ? { kind: 'fresh' } : staleReason(asset, stale, wanted);
}

/**
 * The states a whole asset is judged by: every month that holds rows. Months that lost their rows are not rebuilt and keep
 * an old fingerprint; when there are only such, the one that the last build was recorded under speaks for all.
 */
export function judged(published: readonly PartitionState[], wanted: Wanted): readonly PartitionState[] {
  const full = published.filter(holdsRows);
  if (full.length > 0) return full;
  const current = published.filter((state) => state.fingerprint === wanted.fingerprint);
  return current.length > 0 ? current : published;
}
