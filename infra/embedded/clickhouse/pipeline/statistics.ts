import { tellsProgress } from './progress-rows.ts';
import type { QuerySummary } from './result-sink.ts';

/** Formats that end with the engine's own count of what it read. */
const telling = new Set([
  'json',
  'jsoncompact',
  'jsonstrings',
  'jsoncompactstrings',
  'jsoncolumnswithmetadata',
  'xml',
]);
const endings = [
  /"rows_read":\s*(\d+),\s*"bytes_read":\s*(\d+)\s*}\s*}\s*$/,
  /{"progress":{"read_rows":"(\d+)","read_bytes":"(\d+)"[^\n]*\n(?:{"rows_before_[^\n]*\n)*$/,
  /<rows_read>(\d+)<\/rows_read>\s*<bytes_read>(\d+)<\/bytes_read>\s*<\/statistics>\s*<\/result>\s*$/,
];
const tailBytes = 256;

/**
 * Looks at the end of a result that tells how much was read. The engine tells its caller nothing of it otherwise, and asking it
 * (`system.processes`) costs more than a short query; so this is exact, sampling (progress.ts) serves the long ones.
 */
export class StatisticsInBody {
  #tail = Buffer.alloc(0);

  look(chunk: Uint8Array): void {
    const end = Buffer.from(chunk.subarray(Math.max(0, chunk.length - tailBytes)));
    this.#tail = Buffer.concat([this.#tail, end]).subarray(-tailBytes);
  }

  read(): { readonly rows: number; readonly bytes: number } | undefined {
    const text = this.#tail.toString('latin1');
    for (const ending of endings) {
      const [, rows, bytes] = ending.exec(text) ?? [];
      if (rows !== undefined) return { rows: Number(rows), bytes: Number(bytes) };
    }
    return undefined;
  }
}

/** A look at the results of the format; undefined when it tells nothing. */
export function inBody(format: string): StatisticsInBody | undefined {
  return telling.has(format.toLowerCase()) || tellsProgress(format) ? new StatisticsInBody() : undefined;
}

/** The summary with what the result itself told. */
export function withStatistics(
  summary: QuerySummary,
  statistics: StatisticsInBody | undefined,
): QuerySummary {
  const found = statistics?.read();
  if (found === undefined) return summary;
  return { ...summary, progress: { ...summary.progress, readRows: found.rows, readBytes: found.bytes } };
}
