import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { clickHouseUserNames } from '../../infra/embedded/engines.ts';
import type { WarehouseAddress } from '../../warehouse/client.ts';
import type { Answer } from '../command.ts';
import type { Connection } from '../runtime/connect.ts';
import { counted } from '../text/format.ts';
import { table } from '../text/table.ts';
import { type RightsCode, sqlRefusal } from './sql-refusal.ts';

export type SqlUser = 'bi' | 'admin';

/** Asks the warehouse. As `bi` only published layers can be read; as `admin` everything can be read and changed. */
export async function sql(connection: Connection, text: string, user: SqlUser): Promise<Answer> {
  const client = createClient({
    ...addressOf(connection, user),
    request_timeout: 600_000,
    // What goes wrong is told once, by us.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      // 2: reads only, yet settings such as the next one may be given.
      ...(user === 'bi' ? { readonly: '2' } : {}),
      output_format_json_quote_decimals: 1,
      output_format_json_quote_64bit_integers: 1,
      // All of an answer is held to be laid out as a table.
      max_result_rows: '1000000',
      max_result_bytes: '200000000',
    },
  });
  try {
    return isQuestion(text) ? await rowsOf(client, text) : await done(client, text);
  } catch (caught) {
    throw sqlRefusal(caught, text, adminMay(connection, user));
  } finally {
    await client.close();
  }
}

/** An external ClickHouse has its own users; ours only reads when asked as `bi`. */
function addressOf(connection: Connection, user: SqlUser): WarehouseAddress {
  const { places, secrets } = connection;
  if (isExternal(connection) || secrets === undefined) return places.clickhouse;
  const password = user === 'bi' ? secrets.clickhouseBi : secrets.clickhouseAdmin;
  return { url: places.clickhouse.url, username: clickHouseUserNames[user], password };
}

/** Where one user does for both, `--user admin` overcomes only that it was asked to read. */
function adminMay(connection: Connection, user: SqlUser): readonly RightsCode[] {
  if (user === 'admin') return [];
  return isExternal(connection) ? ['164'] : ['164', '497'];
}

function isExternal({ config }: Connection): boolean {
  return config.engines.clickhouse !== undefined;
}

function isQuestion(text: string): boolean {
  const bare = text.replace(/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return /^(SELECT|WITH|SHOW|DESC|DESCRIBE|EXPLAIN|EXISTS|\()/i.test(bare);
}

async function rowsOf(client: ClickHouseClient, query: string): Promise<Answer> {
  const result = await client.query({ query: query.replace(/;\s*$/, ''), format: 'JSONCompact' });
  const { meta = [], data } = await result.json<readonly unknown[]>();
  const names = meta.map(({ name }) => name);
  const numeric = meta.map(({ type }) => /^(Nullable\()?(U?Int|Float|Decimal)/.test(type));
  const columns = names.map((title, index) => ({
    title,
    align: numeric[index] === true ? ('right' as const) : ('left' as const),
  }));
  return {
    data: data.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]]))),
    get text() {
      const cells = data.map((row) => row.map(cellText));
      return `${table(columns, cells)}\n\n${counted(data.length, 'row')}`;
    },
  };
}

async function done(client: ClickHouseClient, query: string): Promise<Answer> {
  const { summary } = await client.command({ query });
  return { data: summary ?? {}, text: 'Done.' };
}

/** A row is a line, whatever line breaks its texts have: laid out, a cell of thousands of lines would take minutes. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('\n', '⏎');
}
