import type { PartitionMapping } from '../models/kit/mapping.ts';
import { addMonths, monthsBetween } from './month.ts';
import type { Month, RunDecision } from './state.ts';

/** Which months of an asset a run may change: named ones, and whatever months its data may turn out to hold. */
export interface Touched {
  readonly changed: ReadonlySet<Month>;
  readonly kept: ReadonlySet<Month>;
  /** Months not known beforehand may appear. */
  readonly unseen: boolean;
}

export function touchedBy(decisions: readonly RunDecision[]): Touched {
  const months = (wanted: (decision: RunDecision) => boolean) =>
    new Set(decisions.filter(wanted).flatMap((decision) => decision.month ?? []));
  const changes = (decision: RunDecision) => decision.action !== 'keep';
  return {
    changed: months(changes),
    kept: months((decision) => !changes(decision)),
    unseen: decisions.some((decision) => decision.month === undefined && changes(decision)),
  };
}

function touchesMonth(touched: Touched, month: Month): boolean {
  return touched.changed.has(month) || (touched.unseen && !touched.kept.has(month));
}

/** Whether the part of an input that one output month (or a whole asset, `undefined`) reads may change. */
export function mayTouch(touched: Touched, mapping: PartitionMapping, month: Month | undefined): boolean {
  const anything = touched.unseen || touched.changed.size > 0;
  if (month === undefined || !anything) return anything;
  if (mapping.kind === 'sameMonth') return touchesMonth(touched, month);
  if (mapping.kind !== 'window') return true;
  const window = monthsBetween(addMonths(month, mapping.from), addMonths(month, mapping.to));
  return window.some((each) => touchesMonth(touched, each));
}
