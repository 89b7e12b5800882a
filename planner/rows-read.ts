import type { Asset } from '../models/kit/asset.ts';
import type { PublishedStates } from './input-state.ts';
import { inputMonths } from './mapping.ts';
import { givesMonths } from './scope.ts';
import type { Month } from './state.ts';

/** Rows that a build of these months, or of a whole asset, reads of other assets. */
export function rowsReadBy(
  states: PublishedStates,
  asset: Pick<Asset, 'inputs'>,
  months: readonly Month[],
): number {
  const whole = Object.values(asset.inputs).flatMap((mapping) =>
    mapping.kind === 'stream' || givesMonths(mapping) ? [] : (states.get(mapping.asset) ?? []),
  );
  const read = [...whole.map(({ rows }) => rows), ...months.map((month) => rowsRead(states, asset, month))];
  return read.reduce((sum, rows) => sum + rows, 0);
}

/** Rows that one month of an asset reads of inputs by month; what is read whole is read for every chunk. */
export function rowsRead(states: PublishedStates, { inputs }: Pick<Asset, 'inputs'>, month: Month): number {
  const read = Object.values(inputs).flatMap((mapping) => {
    if (mapping.kind === 'stream' || !givesMonths(mapping)) return [];
    const rows = new Map((states.get(mapping.asset) ?? []).map((state) => [state.month, state.rows]));
    return inputMonths(mapping, month, [...rows.keys()]).map((each) => rows.get(each) ?? 0);
  });
  return read.reduce((sum, rows) => sum + rows, 0);
}
