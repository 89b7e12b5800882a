import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A connection of the addon: opaque, its calls are serialised. */
export type Connection = object;

export interface NativeResult {
  readonly bytes: Uint8Array;
  /** Seconds. */
  readonly elapsed: number;
  /** Rows of the result, despite the name. */
  readonly rowsRead: number;
  readonly bytesRead: number;
}

export interface NativeInsert {
  readonly elapsed: number;
  readonly rowsWritten: number;
  readonly bytesWritten: number;
}

/** What the engine's own parser says of a text. Classes: 0 read, 1 mutating, 2 access, 3 other, 4 unparsable. */
export interface NativeClass {
  readonly statementCount: number;
  readonly queryClass: number;
}

/** The calls of chDB's addon that are used here; its JavaScript layer ties unrelated sessions together on close. */
export interface Native {
  CreateConnection(path: string, args?: readonly string[]): Connection;
  CloseConnection(connection: Connection): void;
  QueryAsyncConnection(connection: Connection, sql: string, format: string): Promise<NativeResult>;
  InsertRawAsyncConnection(
    connection: Connection,
    sql: string,
    data: Uint8Array,
    countLines: boolean,
  ): Promise<NativeInsert>;
  DurableClassifyAsync(connection: Connection, sql: string, database: string): Promise<NativeClass>;
}

/** Loads the engine into this process: 300 MB, one data folder per process, so only the server does it. */
export function loadNative(): Native {
  const require = createRequire(import.meta.url);
  // The loader picks the platform's package; chDB exports no path to it.
  const loader: { loadNative(): Native } = require(
    join(dirname(require.resolve('chdb/package.json')), 'dist', 'loader.js'),
  );
  return loader.loadNative();
}
