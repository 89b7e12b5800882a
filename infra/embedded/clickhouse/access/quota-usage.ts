import { type LiteralColumn, literalSelect } from '../sql/literal-table.ts';
import { timeText } from './errors.ts';
import type { Quota } from './model.ts';
import type { QuotaCounter } from './quota-counters.ts';
import { type QuotaType, quotaTypes } from './quota-limits.ts';

/** What was used of one quota by one key. */
export interface QuotaUsage {
  readonly quota: Quota;
  readonly key: string;
  readonly isCurrent: boolean;
  readonly counters: readonly QuotaCounter[];
}

/** The type of a column with amounts of that kind. */
export function amountType(type: QuotaType): string {
  return type === 'execution_time' ? 'Nullable(Float64)' : 'Nullable(UInt64)';
}

const names: readonly LiteralColumn[] = [
  ['quota_name', 'String'],
  ['quota_key', 'String'],
];
const amounts: readonly LiteralColumn[] = [
  ['start_time', 'Nullable(DateTime)'],
  ['end_time', 'Nullable(DateTime)'],
  ['duration', 'Nullable(UInt32)'],
  ...quotaTypes.flatMap((type) => [
    [type, amountType(type)] as const,
    [`max_${type}`, amountType(type)] as const,
  ]),
];

/** `system.quota_usage`, which is about whoever asks, as a SELECT of what it holds now. */
export function quotaUsageSql(usage: readonly QuotaUsage[]): string {
  const rows = usage.flatMap(({ quota, key, counters }) => rowsOf([quota.name, key], counters));
  return literalSelect([...names, ...amounts], rows);
}

/** `system.quotas_usage`, which is about everybody. */
export function quotasUsageSql(usage: readonly QuotaUsage[]): string {
  const rows = usage.flatMap(({ quota, key, isCurrent, counters }) =>
    rowsOf([quota.name, key, String(Number(isCurrent))], counters),
  );
  return literalSelect([...names, ['is_current', 'UInt8'], ...amounts], rows);
}

type Row = readonly (string | null)[];

function rowsOf(head: Row, counters: readonly QuotaCounter[]): Row[] {
  // A quota without intervals counts nothing.
  if (counters.length === 0) return [[...head, ...amounts.map(() => null)]];
  return counters.map((counter) => [...head, ...amountsOf(counter)]);
}

function amountsOf({ endMs, interval, used }: QuotaCounter): Row {
  const { seconds, max } = interval;
  return [
    timeText(endMs - seconds * 1000),
    timeText(endMs),
    String(seconds),
    ...quotaTypes.flatMap((type) => [String(used[type] ?? 0), max[type] ? String(max[type]) : null]),
  ];
}
