import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Limits } from '../limits.ts';
import type { Authenticator } from '../pipeline/authenticate.ts';
import { decodeBody } from '../pipeline/decode-body.ts';
import type { ExternalTable } from '../pipeline/external-tables.ts';
import type { DiskGuard } from '../pipeline/guard-disk.ts';
import { isOn, queryOptions } from '../pipeline/query-options.ts';
import type { QueryRunner } from '../pipeline/run-query.ts';
import { asServerError } from '../server-error.ts';
import { clientOf } from './client.ts';
import type { OutputFormats } from './content-type.ts';
import { credentials } from './credentials.ts';
import { answerEncoding } from './encode-body.ts';
import { exactAddress } from './exact-address.ts';
import { isForm, readForm } from './form.ts';
import { headerText } from './header-text.ts';
import { requestParameters } from './parameters.ts';
import { ResponseSink } from './response-sink.ts';

export interface QueryParts {
  readonly authenticator: Authenticator;
  readonly runner: QueryRunner;
  readonly formats: OutputFormats;
  /** Folder for answers that are held and for files of forms. */
  readonly spool: string;
  readonly version: string;
  readonly timezone: string;
  readonly limits: Limits;
  readonly disk: DiskGuard;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** Runs the query of a request and answers it, be it with rows or with an error. */
export async function answerQuery(
  parts: QueryParts,
  request: IncomingMessage,
  response: ServerResponse,
  address: URLSearchParams,
): Promise<void> {
  const parameters = requestParameters(request, address);
  response.setHeader('X-ClickHouse-Server-Display-Name', 'yardstick');
  response.setHeader('X-ClickHouse-Timezone', parts.timezone);
  const sink = responseSink(parts, response, parameters);
  try {
    await sink.finish(await run(parts, request, response, { address, parameters, sink }));
  } catch (caught) {
    sink.fail(asServerError(caught));
  } finally {
    dropRest(request);
    await sink.release();
  }
}

interface Asked {
  readonly address: URLSearchParams;
  /** With what headers say. */
  readonly parameters: URLSearchParams;
  readonly sink: ResponseSink;
}

async function run(
  parts: QueryParts,
  request: IncomingMessage,
  response: ServerResponse,
  { address, parameters, sink }: Asked,
) {
  const signal = AbortSignal.any([gone(response), parts.stopping]);
  const user = await parts.authenticator.authenticate(credentials(request, parameters));
  sink.encoding = answerEncoding(headerText(request, 'accept-encoding'), parameters);
  const decoded = decodeBody(request, {
    contentEncoding: headerText(request, 'content-encoding'),
    nativeBlocks: isOn(parameters.get('decompress')),
  });
  const execute = (asked: URLSearchParams, body: Readable, tables: readonly ExternalTable[]) => {
    const options = queryOptions(asked);
    response.setHeader('X-ClickHouse-Query-Id', headerValue(options.queryId));
    const readOnlyMethod = request.method !== 'POST';
    return parts.runner.run(
      { user, options, body, tables, readOnlyMethod, signal, client: clientOf(request, parameters) },
      sink,
    );
  };
  const exact = requestParameters(request, exactAddress(request.url ?? '', address));
  if (!isForm(request)) return execute(exact, decoded, []);
  const form = await readForm(request, decoded, exact, parts);
  try {
    return await execute(form.parameters, Readable.from([]), form.tables);
  } finally {
    await form.discard();
  }
}

const leastHeldBytes = 1024 * 1024;

function responseSink(
  { version, formats, spool, disk }: QueryParts,
  response: ServerResponse,
  parameters: URLSearchParams,
): ResponseSink {
  const waits = isOn(parameters.get('wait_end_of_query') ?? parameters.get('http_wait_end_of_query'));
  const bufferSize = Number(parameters.get('buffer_size') ?? parameters.get('http_response_buffer_size'));
  const interval = Number(parameters.get('http_headers_progress_interval_ms') ?? 100);
  return new ResponseSink(response, {
    version,
    formats,
    heldBytes: Math.min(Math.max(leastHeldBytes, bufferSize || 0), largestHeldBytes),
    spool: waits ? spool : undefined,
    watch: disk.watch(),
    progress: isOn(parameters.get('send_progress_in_http_headers'))
      ? { intervalMs: Number.isFinite(interval) ? interval : 100 }
      : undefined,
    exceptionRows: !waits && isOn(parameters.get('http_write_exception_in_output_format')),
  });
}

/** More than a client may make the server keep in memory. */
const largestHeldBytes = 64 * 1024 * 1024;

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

/** Nothing that could end a header or begin another. */
function headerValue(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}
