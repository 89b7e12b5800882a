import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
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
  insert(
    table: string,
    rows: readonly object[] | AsyncIterable<object>,
    options?: StatementOptions,
  ): Promise<number>;
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

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

/** Connects lazily; nothing is sent before the first statement. */
export function openWarehouse(address: WarehouseAddress): Warehouse {
  const client = createClient({
    ...address,
    request_timeout: 600_000,
    max_open_connections: 16,
    // Failures are told by whoever called, once and in our words.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: everyStatement,
  });
  return {
    command: (sql, parameters, options) => command(client, sql, parameters, options),
    rows: (sql, parameters, options) => rows(client, sql, parameters, options),
    insert: (table, values, options) => insert(client, table, values, options),
    ping: async () => (await client.ping()).success,
    close: () => client.close(),
  };
}

async function command(
  client: ClickHouseClient,
  sql: string,
  parameters: Parameters = {},
  options: StatementOptions = {},
): Promise<number> {
  return guarded(sql, async () => {
    const done = await client.command({ query: sql, query_params: { ...parameters }, ...statement(options) });
    return Number(done.summary?.written_rows ?? 0);
  });
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
  client: ClickHouseClient,
  table: string,
  values: readonly object[] | AsyncIterable<object>,
  options: StatementOptions = {},
): Promise<number> {
  return guarded(`INSERT INTO ${table}`, async () => {
    const body = isList(values) ? [...values] : linesOf(values);
    const done = await client.insert({ table, values: body, format: 'JSONEachRow', ...statement(options) });
    return Number(done.summary?.written_rows ?? 0);
  });
}

function isList(values: readonly object[] | AsyncIterable<object>): values is readonly object[] {
  return Array.isArray(values);
}

function linesOf(values: AsyncIterable<object>): Readable {
  return Readable.from(values, { objectMode: true });
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
