import type { Month } from './state.ts';

/** One INSERT block of ClickHouse may touch at most 100 partitions. */
const blockLimit = 100;

function cut(months: readonly Month[], size: number): Month[][] {
  const count = Math.ceil(months.length / size);
  return Array.from({ length: count }, (_, index) => months.slice(index * size, (index + 1) * size));
}

/** Months in chunks of at most `size`, oldest first; a month given twice is taken once. */
export function chunkMonths(months: Iterable<Month>, size = blockLimit): Month[][] {
  return cut([...new Set(months)].sort(), size);
}

/** The same, newest first: a backfill shows the months people look at before the old ones. */
export function newestFirst(months: Iterable<Month>, size = blockLimit): Month[][] {
  return cut([...new Set(months)].sort().reverse(), size);
}
