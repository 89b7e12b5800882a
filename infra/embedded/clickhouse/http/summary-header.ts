import type { QuerySummary } from '../pipeline/result-sink.ts';

/** `X-ClickHouse-Summary` of a finished query; numbers are strings, as clients expect them. */
export function summaryHeader({ progress, ...summary }: QuerySummary, elapsedMs: number): string {
  return JSON.stringify({
    read_rows: String(progress.readRows),
    read_bytes: String(progress.readBytes),
    written_rows: String(summary.writtenRows),
    written_bytes: String(summary.writtenBytes),
    total_rows_to_read: String(progress.totalRowsToRead),
    result_rows: String(summary.resultRows || summary.writtenRows),
    result_bytes: String(summary.resultBytes || summary.writtenBytes),
    elapsed_ns: String(Math.round(elapsedMs * 1e6)),
    memory_usage: String(progress.memoryUsage),
  });
}
