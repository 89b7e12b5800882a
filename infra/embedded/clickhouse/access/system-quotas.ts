import type { LiteralColumn } from '../sql/literal-table.ts';
import { applyColumns, applyValues } from './apply-columns.ts';
import type { Quota } from './model.ts';
import { quotaTypes } from './quota-limits.ts';
import { keyParts } from './quota-text.ts';
import { amountType } from './quota-usage.ts';

/** Columns of `system.quotas`. */
export const quotaColumns: readonly LiteralColumn[] = [
  ['name', 'String'],
  ['id', 'UUID'],
  ['storage', 'String'],
  ['keys', 'Array(String)'],
  ['durations', 'Array(UInt32)'],
  ...applyColumns,
];

export function quotaRow({ name, id, keyedBy, intervals, to }: Quota): readonly unknown[] {
  const durations = intervals.map(({ seconds }) => seconds);
  return [name, id, 'local_directory', keyParts(keyedBy), durations, ...applyValues(to)];
}

/** Columns of `system.quota_limits`. */
export const quotaLimitColumns: readonly LiteralColumn[] = [
  ['quota_name', 'String'],
  ['duration', 'UInt32'],
  ['is_randomized_interval', 'UInt8'],
  ...quotaTypes.map((type) => [`max_${type}`, amountType(type)] as const),
];

export function quotaLimitRows({ name, intervals }: Quota): readonly (readonly unknown[])[] {
  return intervals.map(({ seconds, randomized, max }) => [
    name,
    seconds,
    Number(randomized),
    ...quotaTypes.map((type) => max[type] ?? null),
  ]);
}
