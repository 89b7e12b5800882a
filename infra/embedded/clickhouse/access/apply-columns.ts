import type { LiteralColumn } from '../sql/literal-table.ts';
import type { NameSet } from './model.ts';

/** To whom something applies, as system tables have it. */
export const applyColumns: readonly LiteralColumn[] = [
  ['apply_to_all', 'UInt8'],
  ['apply_to_list', 'Array(String)'],
  ['apply_to_except', 'Array(String)'],
];

export function applyValues({ all, names, except }: NameSet): readonly unknown[] {
  return [Number(all), names, except];
}
