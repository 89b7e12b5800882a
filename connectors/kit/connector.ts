import type { YardstickError } from '../../errors/yardstick-error.ts';

/**
 * The one interface between Yardstick and a source system. A connector reads; it never stores, retries
 * across pages, or remembers: where it stands is handed in and handed back as plain JSON.
 */
export interface Connector {
  /** Proves address, credentials and rights with one cheap call per stream. */
  check(signal: AbortSignal): Promise<CheckReport>;
  /** The fields the source offers now, for contract comparison. */
  discover(signal: AbortSignal): Promise<readonly DiscoveredStream[]>;
  readonly streams: readonly StreamDeclaration[];
  /** Which slices of a stream to read now, given what has been read. Windows are frozen here. */
  slices(stream: string, progress: StreamProgress, signal: AbortSignal): Promise<readonly SliceSpec[]>;
  /**
   * Pages of one slice, in order, starting after `from` (undefined: from its beginning).
   * Each page carries the cursor from which the next one continues; `done` marks the last page of the slice
   * (an empty last page is allowed). Bounded by bytes and rows, so memory stays constant.
   */
  read(slice: SliceSpec, from: Cursor | undefined, signal: AbortSignal): AsyncIterable<SourcePage>;
  /**
   * The source's own row count and sums of living rows, for reconciliation; undefined where it has none.
   * With `slice`, rows the source stamped after that slice's frozen end are left out, where it can tell them.
   */
  control(stream: string, signal: AbortSignal, slice?: SliceSpec): Promise<ControlTotals | undefined>;
  close(): Promise<void>;
}

/** Opaque to everyone but the connector; stored as JSON beside the page it follows. At most 64 KiB. */
export type Cursor = Readonly<Record<string, string | number | boolean | null>>;

export type DeleteMode = 'flag' | 'feed' | 'sweep' | 'none';

export interface StreamDeclaration {
  readonly name: string;
  /** Fields that identify a row in the source. */
  readonly primaryKey: readonly string[];
  /** Field whose growth tells of changes; undefined: read in full every time, compared by row hash. */
  readonly cursor: string | undefined;
  readonly deleteMode: DeleteMode;
  /** Fields the mapping relies on; one that is missing stops the stream with a contract error. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Where the source's pages are small, the rows to which several are joined before they are stored. */
  readonly joinedRows?: number;
}

/**
 * How a field is typed when staging reads it; the record itself stays verbatim JSON. `amount`, `day`, `phone` and `text` bring what
 * people typed into one form: 1.2万 and ￥12,000.00, 2026年3月1日, +86 138-0000-1234, full-width letters.
 */
export type FieldType =
  | 'string'
  | 'int'
  | 'decimal'
  | 'float'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'json'
  | 'amount'
  | 'day'
  | 'phone'
  | 'text';

export interface DiscoveredStream {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface StreamProgress {
  /** Slices already completed or begun, newest last. */
  readonly slices: readonly { readonly slice: SliceSpec; readonly state: 'open' | 'done' }[];
}

export interface SliceSpec {
  readonly stream: string;
  /** Stable name, unique within the stream: `2026-11-01T00:00:00Z/2026-11-20T02:00:00Z`, `full-2026-11-20`. */
  readonly id: string;
  /** Frozen bounds and whatever else `read` needs. */
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  /** True when a finished slice has seen every living row, so that keys it did not see are deleted. */
  readonly complete: boolean;
}

export interface SourceRecord {
  /** Primary key fields joined with U+001F. */
  readonly key: string;
  /** Source's own modification instant, ISO-8601 UTC with up to microseconds; undefined where it has none. */
  readonly updatedAt: string | undefined;
  readonly deleted: boolean;
  /** The row verbatim, as JSON text; numbers keep their source digits. */
  readonly body: string;
}

export interface SourcePage {
  readonly records: readonly SourceRecord[];
  readonly next: Cursor;
  readonly done: boolean;
}

export interface ControlTotals {
  readonly rows: string;
  /** Sums by field as decimal text. */
  readonly sums: Readonly<Record<string, string>>;
  /** Where the source cannot show all it has: share shown, 0…1. */
  readonly coverage?: number;
}

export interface CheckReport {
  readonly ok: boolean;
  readonly streams: readonly { readonly stream: string; readonly ok: boolean; readonly problem?: string }[];
  /** Source clock minus ours, in milliseconds; undefined where the source does not tell. */
  readonly clockSkewMs?: number;
}

/** What a connector is given at the edge; all I/O budgets come from outside so that workers share them. */
export interface ConnectorContext {
  readonly source: string;
  readonly limiter: Limiter;
  readonly tokens: TokenCache;
  /** Current instant; tests pin it. */
  readonly now: () => Date;
  /** Waits between tries; real time unless a test replaces it. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** What Yardstick itself keeps, by stream; for the connectors `ledger` and `plans`. */
  readonly own?: (stream: string) => Promise<readonly OwnRow[]>;
  /** Told of every try within a page that failed and is repeated: how many have by now, and the last one's words. */
  readonly retrying?: (failed: number, problem: YardstickError) => void;
}

/** A row as it goes into the body of a record. */
export type OwnRow = Readonly<Record<string, unknown>>;

/** A token bucket per credential and bucket name, shared by every worker. */
export interface Limiter {
  /** Waits until `cost` tokens of the bucket are there. */
  take(bucket: LimitBucket, cost: number, signal: AbortSignal): Promise<void>;
  /** The source demanded a pause: nobody takes from the bucket before it is over. */
  pause(bucket: LimitBucket, milliseconds: number): Promise<void>;
}

export interface LimitBucket {
  readonly name: string;
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** Access tokens shared by workers; `refresh` runs in one of them at a time. */
export interface TokenCache {
  get(
    key: string,
    refresh: (signal: AbortSignal) => Promise<AccessToken>,
    signal: AbortSignal,
  ): Promise<AccessToken>;
  forget(key: string, token: AccessToken): Promise<void>;
}

export interface AccessToken {
  readonly value: string;
  readonly instanceUrl?: string;
  /** Epoch milliseconds; undefined: expiry is discovered by a 401. */
  readonly expiresAt?: number;
}
