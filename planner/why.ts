import type { Asset } from '../models/kit/asset.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { isWhole } from './scope.ts';
import type { Decision, RunDecision, RunReason } from './state.ts';

const actions = {
  build: 'is built',
  empty: 'is emptied',
  maybe: 'may be built',
  keep: 'is kept',
} as const satisfies Record<RunDecision['action'], string>;

function list(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function source(mapping: PartitionMapping | undefined): string {
  if (mapping === undefined) return '';
  return mapping.kind === 'stream' ? ` (stream ${mapping.source}.${mapping.stream})` : ` (${mapping.asset})`;
}

/** The reason alone, without a full stop: `line (stg.order_line) changed since it was built`. */
export function whyText(reason: RunReason, asset: Asset): string {
  switch (reason.kind) {
    case 'never built':
      return 'it was never built before';
    case 'code changed':
      return asset.compute.kind === 'fn'
        ? 'its function, columns, inputs or a company setting changed since it was built'
        : 'its SQL, columns, inputs or a setting it uses changed since it was built';
    case 'input changed':
      return `${list(reason.inputs.map((alias) => alias + source(asset.inputs[alias])))} changed since it was built`;
    case 'input gone':
      return 'none of its inputs holds rows of this month any more';
    case 'requested':
      return 'the run asks for it, though nothing it is made from has changed';
    case 'fresh':
      return 'its code and everything it reads are as they were when it was built';
    case 'upstream':
      return `${list(reason.assets)} may change first; if its part turns out equal, this is kept`;
    case 'stream':
      return `${list(reason.streams)} is read first; if nothing new comes, this is kept`;
  }
}

function subject(decision: Decision | RunDecision, asset: Asset): string {
  if (decision.month !== undefined) return `${asset.key} ${decision.month.slice(0, 7)}`;
  return isWhole(asset) ? asset.key : `A month new to ${asset.key}`;
}

/** One English sentence: `fct.order_event 2026-03 is built: line (stg.order_line) changed since it was built.` */
export function why(decision: Decision | RunDecision, asset: Asset): string {
  return `${subject(decision, asset)} ${actions[decision.action]}: ${whyText(decision.reason, asset)}.`;
}
