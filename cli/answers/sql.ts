import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { clickHouseUserNames } from '../../infra/embedded/engines.ts';
import type { WarehouseAddress } from '../../warehouse/client.ts';
import { warehouseError } from '../../warehouse/server-error.ts';
import type { Answer } from '../command.ts';
import type { Connection } from '../runtime/connect.ts';
import { counted } from '../text/format.ts';
import { table } from '../text/table.ts';

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
    },
  });
  try {
    return isQuestion(text) ? await rowsOf(client, text) : await done(client, text);
  } catch (caught) {
    throw refused(caught, text);
  } finally {
    await client.close();
  }
}

function refused(caught: unknown, text: string): YardstickError {
  const { code, message } = warehouseError(caught, text);
  const advice = 'Correct the statement; `--user admin` may read and change everything.';
  return new YardstickError(code, message.trim(), {
    ...(code === 'WAREHOUSE_REFUSED' ? { advice } : {}),
    sql: text,
  });
}

/** An external ClickHouse has its own users; ours only reads when asked as `bi`. */
function addressOf({ config, places, secrets }: Connection, user: SqlUser): WarehouseAddress {
  if (config.engines.clickhouse !== undefined || secrets === undefined) return places.clickhouse;
  const password = user === 'bi' ? secrets.clickhouseBi : secrets.clickhouseAdmin;
  return { url: places.clickhouse.url, username: clickHouseUserNames[user], password };
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
    text: `${table(
      columns,
      data.map((row) => row.map(cellText)),
    )}\n\n${counted(data.length, 'row')}`,
  };
}

async function done(client: ClickHouseClient, query: string): Promise<Answer> {
  const { summary } = await client.command({ query });
  return { data: summary ?? {}, text: 'Done.' };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
