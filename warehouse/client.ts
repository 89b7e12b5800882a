import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { literal } from './identifier.ts';
import { jsonLines } from './json-lines.ts';
import { warehouseError } from './server-error.ts';

export interface WarehouseAddress {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** Values for `{name:Type}` parameters; lists become ClickHouse arrays. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The warehouse as everything above it sees it: commands, rows, streams of rows in. Failures carry the SQL, never row values. */
export interface Warehouse {
  /** DDL or INSERT … SELECT; answers the rows written as the server counted them. */
  command(sql: string, parameters?: Parameters, options?: StatementOptions): Promise<number>;
  /** Rows of a SELECT; decimals and 64-bit integers as text. The caller states the row's shape. */
  rows<Row>(sql: string, parameters?: Parameters, options?: StatementOptions): Promise<Row[]>;
  /** Rows that are no list are sent while they are made. */
  insert(table: string, rows: RowsToInsert, options?: StatementOptions): Promise<number>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export type RowsToInsert = Iterable<object> | AsyncIterable<object>;

export interface StatementOptions {
  readonly queryId?: string;
  readonly settings?: ClickHouseSettings;
  readonly signal?: AbortSignal;
}

const everyStatement: ClickHouseSettings = {
  output_format_json_quote_decimals: 1,
  output_format_json_quote_64bit_integers: 1,
  async_insert: 0,
  wait_end_of_query: 1,
};

const readingTimeoutMs = 600_000;
/**
 * No byte comes before a statement has ended, so this is the longest one that may write; a build may take as long.
 * Progress headers would keep the connection busy, but the embedded server has none and Node takes 16 KiB of headers.
 */
const writingTimeoutMs = 6 * 3_600_000;
const killTimeoutMs = 5_000;

interface Clients {
  readonly reading: ClickHouseClient;
  readonly writing: ClickHouseClient;
}

/** Connects lazily; nothing is sent before the first statement. */
export function openWarehouse(address: WarehouseAddress): Warehouse {
  const clients = {
    reading: clientFor(address, readingTimeoutMs),
    writing: clientFor(address, writingTimeoutMs),
  };
  return {
    command: (sql, parameters, options) => command(clients, sql, parameters, options),
    rows: (sql, parameters, options) => rows(clients.reading, sql, parameters, options),
    insert: (table, values, options) => insert(clients, table, values, options),
    ping: async () => (await clients.reading.ping()).success,
    close: async () => {
      await Promise.all([clients.reading.close(), clients.writing.close()]);
    },
  };
}

function clientFor(address: WarehouseAddress, timeoutMs: number): ClickHouseClient {
  return createClient({
    ...address,
    request_timeout: timeoutMs,
    max_open_connections: 16,
    // Failures are told by whoever called, once and in our words.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: everyStatement,
  });
}

async function command(
  clients: Clients,
  sql: string,
  parameters: Parameters = {},
  options: StatementOptions = {},
): Promise<number> {
  return written(clients, sql, options, (sent) =>
    clients.writing.command({ query: sql, query_params: { ...parameters }, ...sent }),
  );
}

async function rows<Row>(
  client: ClickHouseClient,
  sql: string,
  parameters: Parameters = {},
  options: StatementOptions = {},
): Promise<Row[]> {
  return guarded(sql, async () => {
    const query = {
      query: sql,
      query_params: { ...parameters },
      format: 'JSONEachRow',
      ...statement(options),
    } as const;
    return (await client.query(query)).json<Row>();
  });
}

async function insert(
  clients: Clients,
  table: string,
  values: RowsToInsert,
  options: StatementOptions = {},
): Promise<number> {
  return written(clients, `INSERT INTO ${table}`, options, (sent) =>
    isList(values)
      ? clients.writing.insert({ table, values: [...values], format: 'JSONEachRow', ...sent })
      : sendLines(clients.writing, table, values, sent),
  );
}

/** The driver's own streams take a step for each row; this one takes one for each piece. */
async function sendLines(
  client: ClickHouseClient,
  table: string,
  values: RowsToInsert,
  sent: ReturnType<typeof statement>,
) {
  const answer = await client.exec({
    query: `INSERT INTO ${table} FORMAT JSONEachRow`,
    values: Readable.from(jsonLines(values), { objectMode: false }),
    ...sent,
  });
  // The connection is free again once the empty answer is read.
  answer.stream.resume();
  return answer;
}

/** Answers the rows written. A statement that is lost from sight is ended, so that it does not run beside its repetition. */
async function written(
  clients: Clients,
  sql: string,
  options: StatementOptions,
  send: (
    sent: ReturnType<typeof statement>,
  ) => Promise<{ readonly summary?: { readonly written_rows: string } }>,
): Promise<number> {
  const queryId = options.queryId ?? randomUUID();
  try {
    const { summary } = await send(statement({ ...options, queryId }));
    return Number(summary?.written_rows ?? 0);
  } catch (caught) {
    if (!(caught instanceof ClickHouseError)) await endStatement(clients.reading, queryId);
    throw warehouseError(caught, sql);
  }
}

/** As far as it can be had: a server that is away runs nothing, and the cause is told by whoever called. */
async function endStatement(client: ClickHouseClient, queryId: string): Promise<void> {
  const query = `KILL QUERY WHERE query_id = ${literal(queryId)} SYNC`;
  await client.command({ query, abort_signal: AbortSignal.timeout(killTimeoutMs) }).catch(() => undefined);
}

function isList(values: RowsToInsert): values is readonly object[] {
  return Array.isArray(values);
}

function statement(options: StatementOptions) {
  return {
    ...(options.queryId === undefined ? {} : { query_id: options.queryId }),
    ...(options.settings === undefined ? {} : { clickhouse_settings: options.settings }),
    ...(options.signal === undefined ? {} : { abort_signal: options.signal }),
  };
}

async function guarded<Result>(sql: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (caught) {
    throw warehouseError(caught, sql);
  }
}
