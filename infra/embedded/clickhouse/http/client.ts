import type { IncomingMessage } from 'node:http';
import type { ClientInfo } from '../pipeline/client-info.ts';

/** Who sends a request, for the query log and quotas. */
export function clientOf(request: IncomingMessage, parameters: URLSearchParams): ClientInfo {
  const { headers, socket, method } = request;
  return {
    method: method === 'POST' ? 2 : 1,
    userAgent: headers['user-agent'] ?? '',
    referer: headers.referer ?? '',
    forwardedFor: String(headers['x-forwarded-for'] ?? ''),
    quotaKey: String(
      parameters.get('quota_key') ?? headers['x-clickhouse-quota'] ?? headers['x-clickhouse-quota-key'] ?? '',
    ),
    address: socket.remoteAddress ?? '::',
    port: socket.remotePort ?? 0,
  };
}
