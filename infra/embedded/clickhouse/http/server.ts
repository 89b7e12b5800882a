import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Limits } from '../limits.ts';
import type { Authenticator } from '../pipeline/authenticate.ts';
import { decodeBody } from '../pipeline/decode-body.ts';
import { queryOptions } from '../pipeline/query-options.ts';
import type { QueryRunner } from '../pipeline/run-query.ts';
import { asServerError } from '../server-error.ts';
import { credentials } from './credentials.ts';
import { leaveStalled } from './leave-stalled.ts';
import { ResponseSink } from './response-sink.ts';

export interface EndpointParts {
  readonly authenticator: Authenticator;
  readonly runner: QueryRunner;
  readonly version: string;
  readonly timezone: string;
  readonly limits: Limits;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
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
      route(parts, request, response).catch(() => response.destroy());
    },
  );
  server.maxConnections = connections;
  return server;
}

async function route(
  parts: EndpointParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping' || url.pathname === '/replicas_status')
    return answer(response.setHeader('X-Yardstick-Pid', process.pid), 200, 'Ok.\n');
  if (url.pathname !== '/' && url.pathname !== '/query')
    return answer(response, 404, `There is no handle ${url.pathname}\n`);
  if (request.method !== 'GET' && request.method !== 'POST')
    return answer(response, 405, 'Use GET or POST.\n');
  if (request.method === 'GET' && url.search === '') return answer(response, 200, 'Ok.\n');
  await query(parts, request, response, url.searchParams);
}

async function query(
  parts: EndpointParts,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: URLSearchParams,
): Promise<void> {
  const gzip = wantsGzip(request, parameters);
  const sink = new ResponseSink(response, parts.version, gzip);
  try {
    const options = queryOptions(parameters);
    response.setHeader('X-ClickHouse-Query-Id', headerValue(options.queryId));
    response.setHeader('X-ClickHouse-Server-Display-Name', 'yardstick');
    response.setHeader('X-ClickHouse-Timezone', parts.timezone);
    const user = await parts.authenticator.authenticate(credentials(request, parameters));
    const body = decodeBody(request, request.headers['content-encoding']);
    const signal = AbortSignal.any([gone(response), parts.stopping]);
    sink.finish(
      await parts.runner.run({ user, options, body, readOnlyMethod: request.method === 'GET', signal }, sink),
    );
  } catch (caught) {
    sink.fail(asServerError(caught));
  } finally {
    dropRest(request);
  }
}

/** Reads away what an error left unread of the body, so that the connection can take its next request. */
function dropRest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  request.removeAllListeners('readable');
  request.on('data', () => undefined);
  request.resume();
}

/** Aborts when the client closes its connection before the answer is complete. */
function gone(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function wantsGzip(request: IncomingMessage, parameters: URLSearchParams): boolean {
  const allowed = ['1', 'true'].includes(parameters.get('enable_http_compression') ?? '');
  return allowed && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

function headerValue(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8' }).end(text);
}
