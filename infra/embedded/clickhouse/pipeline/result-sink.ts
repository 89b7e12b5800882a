/** Numbers of a finished query, for the client and the log. */
export interface QuerySummary {
  readonly writtenRows: number;
  readonly writtenBytes: number;
  readonly resultRows: number;
}

/** Where a query's rows go; knows nothing of the engine, as the executor knows nothing of HTTP. */
export interface ResultSink {
  /** Names the format of what will be written; called before the first `write`. */
  begin(format: string): void;
  /** Resolves when the next chunk may come. */
  write(chunk: Uint8Array): Promise<void>;
}
