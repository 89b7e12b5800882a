import type { IncomingMessage } from 'node:http';
import { headerText } from './header-text.ts';

/**
 * The parameters of a request: those of the address, where `X-ClickHouse-Database` and `-Format` go before them and
 * `X-ClickHouse-Query-Id` after, as in a server. Names without letters, from `?&a=1`, are left out.
 */
export function requestParameters(request: IncomingMessage, address: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams([...address].filter(([name]) => name !== ''));
  const overrule = (name: string, header: string) => {
    const value = headerText(request, header);
    if (value) parameters.set(name, value);
  };
  overrule('database', 'x-clickhouse-database');
  overrule('default_format', 'x-clickhouse-format');
  if (!parameters.get('query_id')) overrule('query_id', 'x-clickhouse-query-id');
  return parameters;
}
