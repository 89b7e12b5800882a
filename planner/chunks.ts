import type { Month } from './state.ts';

/** How much is built in one go. */
export interface ChunkBounds {
  /** Months; by default as many as one INSERT block of ClickHouse may touch partitions. */
  readonly months?: number;
  /** Rows that are read for them; one month may read more. */
  readonly rows?: number;
  readonly rowsOf?: (month: Month) => number;
}

const blockLimit = 100;

/** Months in chunks within the bounds, oldest first; a month given twice is taken once. */
export function chunkMonths(months: Iterable<Month>, bounds: ChunkBounds = {}): Month[][] {
  return cut([...new Set(months)].sort(), bounds);
}

/** The same, newest first: a backfill shows the months people look at before the old ones. */
export function newestFirst(months: Iterable<Month>, bounds: ChunkBounds = {}): Month[][] {
  return cut([...new Set(months)].sort().reverse(), bounds);
}

function cut(
  ordered: readonly Month[],
  { months = blockLimit, rows = Number.POSITIVE_INFINITY, rowsOf = () => 0 }: ChunkBounds,
): Month[][] {
  const chunks: Month[][] = [];
  let read = 0;
  for (const month of ordered) {
    const chunk = chunks.at(-1);
    read += rowsOf(month);
    if (chunk !== undefined && chunk.length < months && read <= rows) chunk.push(month);
    else {
      chunks.push([month]);
      read = rowsOf(month);
    }
  }
  return chunks;
}
