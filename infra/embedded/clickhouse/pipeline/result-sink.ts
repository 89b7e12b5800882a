/** How far a running query is, as last seen. */
export interface Progress {
  readonly readRows: number;
  readonly readBytes: number;
  readonly totalRowsToRead: number;
  /** Bytes, at its peak. */
  readonly memoryUsage: number;
}

/** Numbers of a finished query, for the client and the log. */
export interface QuerySummary {
  readonly writtenRows: number;
  readonly writtenBytes: number;
  readonly resultRows: number;
  readonly resultBytes: number;
  /** What was read, as far as it is known; see `progress.ts`. */
  readonly progress: Progress;
}

/** Of a query that has read and written nothing, or nothing yet. */
export const nothing: QuerySummary = {
  writtenRows: 0,
  writtenBytes: 0,
  resultRows: 0,
  resultBytes: 0,
  progress: { readRows: 0, readBytes: 0, totalRowsToRead: 0, memoryUsage: 0 },
};

/** Where a query's rows go; knows nothing of the engine, as the executor knows nothing of HTTP. */
export interface ResultSink {
  /** Names the format of what will be written; called before the first `write`. */
  begin(format: string): void;
  /**
   * Resolves when the next chunk may come, in the same memory as this one. It does not reject: what cannot be kept is dropped and
   * told at the end.
   */
  write(chunk: Uint8Array): Promise<void>;
  /** Whether the client is shown progress as it comes. */
  readonly followed: boolean;
  /** Told of a query that takes its time: about ten times a second when it is followed, more seldom otherwise. */
  progress(progress: Progress): void;
}
