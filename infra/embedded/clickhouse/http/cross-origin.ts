import type { IncomingMessage, ServerResponse } from 'node:http';

/** Origins whose pages may read answers, as browsers write them (`https://host:port`); `*` is all of them, none is nobody. */
export type AllowedOrigins = ReadonlySet<string>;

const aDay = '86400';
/** What a script may read besides the body. */
const exposed = [
  ...['Summary', 'Progress', 'Query-Id', 'Format', 'Timezone', 'Exception-Code', 'Exception-Tag'].map(
    (name) => `X-ClickHouse-${name}`,
  ),
  'Retry-After',
].join(', ');

/** Gives pages of an allowed origin leave to read the answer; to others the browser shows nothing of it. */
export function allowOrigin(
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  allowed: AllowedOrigins,
): void {
  if (allowed.size === 0) return;
  response.setHeader('Vary', 'Origin');
  const { origin } = headers;
  if (origin === undefined || !(allowed.has('*') || allowed.has(origin))) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', exposed);
  const asked = headers['access-control-request-headers'];
  if (method !== 'OPTIONS' || asked === undefined) return;
  response.setHeader('Access-Control-Allow-Headers', asked);
  response.setHeader('Access-Control-Max-Age', aDay);
}
