import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import type { Connector, SliceSpec, StreamProgress } from '../kit/connector.ts';
import { testContext } from '../kit/test-context.ts';
import { createSqlConnector } from './connector.ts';

/** A PostgreSQL for the tests of one file, to be filled by them and read by the connector. */
export interface TestSource {
  readonly url: () => string;
  readonly query: (sql: string) => Promise<unknown>;
  /** Makes the table anew with these columns and rows. */
  readonly table: (name: string, columns: string, ...rows: readonly string[]) => Promise<void>;
  readonly open: (streams: Record<string, unknown>, more?: Record<string, unknown>) => Promise<Connector>;
}

/** Call it once at the top of a test file; the server lives as long as its tests. */
export function testSource(): TestSource {
  let url = '';
  let database: pg.Client | undefined;
  let stop: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    ({ url, stop } = await testPostgres());
    database = new pg.Client({ connectionString: url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await stop();
  });

  const query = async (sql: string) => database?.query(sql);
  return {
    url: () => url,
    query,
    table: async (name, columns, ...rows) => {
      await query(`DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (${columns})`);
      for (const row of rows) await query(`INSERT INTO ${name} VALUES ${row}`);
    },
    open: async (streams, more = {}) =>
      createSqlConnector({ connection: { url }, streams, ...more }, testContext('erp').context),
  };
}

export const nothing: StreamProgress = { slices: [] };

export function finished(...slices: readonly SliceSpec[]): StreamProgress {
  return { slices: slices.map((slice) => ({ slice, state: 'done' })) };
}

export const keys = (records: readonly { readonly key: string }[]) => records.map(({ key }) => key);
