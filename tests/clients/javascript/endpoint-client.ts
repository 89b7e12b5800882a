import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import type { TestClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';

/** A client with its own defaults, but for these options; whoever asks for it closes it. */
export function clientOf(
  { url, username, password }: Pick<TestClickHouse, 'url' | 'username' | 'password'>,
  options: ClickHouseClientConfigOptions = {},
): ClickHouseClient {
  return createClient({ url, username, password, ...options });
}

/** The first row of an answer, as a list of its values. */
export async function firstRow(
  client: ClickHouseClient,
  query: string,
  options: object = {},
): Promise<unknown> {
  const answer = await client.query({ query, format: 'JSONCompactEachRow', ...options });
  const [row] = await answer.json<unknown[]>();
  return row;
}
