import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { type Config, loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { CopyIn } from '../../demo/sources/copy-in.ts';

const shared = process.env.YARDSTICK_SHARED ?? join(projectRoot(), '..', 'shared');

/** Where the real data stands; tests that need it say so and skip when it does not. */
export const adventureWorksData = join(shared, 'data', 'adventureworks');
export const hasAdventureWorks = existsSync(join(adventureWorksData, 'schema.sql'));

const example = join(projectRoot(), 'examples', 'adventureworks');

/**
 * Loads AdventureWorks into a new database of the server and answers the example's configuration for it, copied into `folder`, with plans that
 * pay each salesperson's rate.
 */
export async function adventureWorks(postgresUrl: string, folder: string): Promise<Config> {
  const url = await newDatabase(postgresUrl, 'adventureworks');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(readFileSync(join(adventureWorksData, 'schema.sql'), 'utf8'));
    for (const file of readdirSync(join(adventureWorksData, 'data')).sort()) await loadTable(client, file);
  } finally {
    await client.end();
  }
  cpSync(example, folder, { recursive: true });
  cpSync(join(example, 'pay'), join(folder, 'stg', 'erp'), { recursive: true });
  return loadConfig(join(folder, 'yardstick.yaml'), { ADVENTUREWORKS_URL: url });
}

async function newDatabase(postgresUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** `sales.customer.tsv.gz`: tab-separated with quotes, a header line, an empty field is NULL. */
async function loadTable(client: pg.Client, file: string): Promise<void> {
  const text = gunzipSync(readFileSync(join(adventureWorksData, 'data', file))).toString('utf8');
  const [columns = [], ...records] = tabSeparated(text);
  const rows = records.map((record) =>
    Object.fromEntries(columns.map((column, index) => [column, record[index] || null])),
  );
  const copy = new CopyIn(file.replace(/\.tsv\.gz$/, ''), columns, rows);
  client.query(copy);
  await copy.done;
}

const field = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/y;

function tabSeparated(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end] = field.exec(text) ?? [];
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\t') continue;
    records.push(record);
    record = [];
  }
  return records;
}
