import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerQuery, type QueryParts } from './answer-query.ts';
import { type AllowedOrigins, allowOrigin } from './cross-origin.ts';
import { leaveStalled } from './leave-stalled.ts';
import { answerPlay } from './play/answer-play.ts';

interface EndpointParts extends QueryParts {
  readonly origins: AllowedOrigins;
}

/** The HTTP interface of a ClickHouse server, not yet listening. */
export function endpoint(parts: EndpointParts): Server {
  // No limit on the whole request: a large upload may take its time. Parameters come in the address, up to 1 MiB as in a server.
  const { headSeconds, stalledSeconds, connections } = parts.limits;
  const server = createServer(
    {
      ...{ requestTimeout: 0, maxHeaderSize: 1024 * 1024, keepAliveTimeout: 30_000 },
      headersTimeout: headSeconds * 1000,
      connectionsCheckingInterval: Math.min(5_000, headSeconds * 250),
    },
    (request, response) => {
      leaveStalled(request, response, stalledSeconds);
      allowOrigin(request, response, parts.origins);
      route(parts, request, response).catch(() => response.destroy());
    },
  );
  server.maxConnections = connections;
  return server;
}

async function route(parts: QueryParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url: target = '/' } = request;
  const url = addressOf(target);
  const isQuery = url?.pathname === '/' || url?.pathname === '/query';
  if (method === 'OPTIONS') return answer(response, 204, '', { Allow: 'GET, HEAD, POST, OPTIONS' });
  if (isQuery && method === 'POST') return answerQuery(parts, request, response, url.searchParams);
  if (url === undefined || (method !== 'GET' && method !== 'HEAD')) return notFound(response, target);
  if (isQuery && url.search !== '') return answerQuery(parts, request, response, url.searchParams);
  if (url.pathname === '/')
    return answer(response, 200, 'Ok.\n', { 'Content-Type': 'text/html; charset=UTF-8' });
  if (url.pathname === '/ping' || url.pathname === '/replicas_status')
    return answer(response, 200, 'Ok.\n', { 'X-Yardstick-Pid': String(process.pid) });
  if (url.pathname === '/play') return answerPlay(response);
  return notFound(response, target);
}

/** Undefined for what is no address, such as the `*` of a probe. */
function addressOf(target: string): URL | undefined {
  return URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : undefined;
}

/** A server's first words; then what there is instead. */
function notFound(response: ServerResponse, target: string): void {
  const text = `There is no handle ${target}\n\nUse / or /ping for health checks, /play for a page to write queries in.\n\nSend queries from your program with POST method or GET /?query=...\n`;
  answer(response, 404, text);
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8', ...headers }).end(text);
}
