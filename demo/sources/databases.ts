import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../../config/project-root.ts';
import type { DatabaseName } from '../company/tables.ts';

export const databaseNames: readonly DatabaseName[] = ['sample_erp', 'sample_crm', 'sample_social'];

/** Which company a database holds, and up to which day. */
export interface Holdings {
  readonly seed: string;
  readonly start: string;
  readonly until: string;
  readonly scale: number;
}

/** The server's address with another database. */
export function databaseUrl(postgresUrl: string, database: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function connect(postgresUrl: string, database: DatabaseName): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl(postgresUrl, database) });
  await client.connect();
  return client;
}

/** Creates the three databases that are not there yet. */
export async function createDatabases(postgresUrl: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    const found = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const existing = new Set(found.rows.map(({ datname }) => datname));
    for (const name of databaseNames) {
      if (existing.has(name)) continue;
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
      await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
    }
  } finally {
    await client.end();
  }
}

/** What a database holds; undefined when it has never been filled. */
export async function readHoldings(client: Client): Promise<Holdings | undefined> {
  const found = await client.query<{ there: boolean }>(
    `SELECT to_regclass('sample.holdings') IS NOT NULL AS there`,
  );
  if (found.rows[0]?.there !== true) return undefined;
  const rows = await client.query<Holdings>(
    `SELECT seed, start::text, until::text, scale::float8 AS scale FROM sample.holdings`,
  );
  return rows.rows[0];
}

/** Notes, in the transaction that wrote the rows, up to which day they reach. */
export async function writeHoldings(client: Client, holdings: Holdings): Promise<void> {
  await client.query('DELETE FROM sample.holdings');
  await client.query('INSERT INTO sample.holdings (seed, start, until, scale) VALUES ($1, $2, $3, $4)', [
    holdings.seed,
    holdings.start,
    holdings.until,
    holdings.scale,
  ]);
}

/** Makes the tables of an empty database. */
export async function createSchema(client: Client, database: DatabaseName): Promise<void> {
  await client.query(await schemaText(database));
  await client.query(
    'CREATE SCHEMA sample; CREATE TABLE sample.holdings (seed text, start date, until date, scale numeric)',
  );
}

export async function createIndexes(client: Client, database: DatabaseName): Promise<void> {
  await client.query(await schemaText(`${database}-indexes`));
}

/** The least-privilege user of the ERP: reads schema `erp`, nothing else. */
export async function grantReader(client: Client, password: string): Promise<void> {
  const literal = await client.query<{ text: string }>('SELECT quote_literal($1) AS text', [password]);
  const exists = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'erp_reader'`);
  const verb = exists.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE erp_reader LOGIN PASSWORD ${literal.rows[0]?.text ?? "''"}`);
  await client.query(`
    ALTER ROLE erp_reader SET default_transaction_read_only = on;
    GRANT CONNECT ON DATABASE sample_erp TO erp_reader;
    GRANT USAGE ON SCHEMA erp TO erp_reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA erp TO erp_reader;`);
}

function schemaText(name: string): Promise<string> {
  return readFile(join(projectRoot(), 'demo', 'sources', 'schema', `${name}.sql`), 'utf8');
}
