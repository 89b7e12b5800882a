import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { AccessToken, ConnectorContext, LimitBucket } from './connector.ts';
import type { HttpReply } from './http-reply.ts';
import { type JsonValue, parseLosslessJson } from './lossless-json.ts';
import { type PageName, subjectOf } from './page-name.ts';
import { retry } from './retry.ts';
import { failureToError, type Verdict } from './verdict.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Path on the source's host; the host comes from the settings or from the token. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Tokens this call takes from the bucket; 1 unless said. */
  readonly cost?: number;
}

export interface Authorisation {
  /** Names the credential in the token cache; no secret in it. */
  readonly key: string;
  refresh(signal: AbortSignal): Promise<AccessToken>;
  headers(token: AccessToken): Readonly<Record<string, string>>;
}

export interface HttpSettings {
  readonly baseUrl: string;
  readonly bucket: LimitBucket;
  /** Tells what a reply means. `ok` hands it to the caller, whatever its status. */
  readonly judge: (reply: HttpReply) => Verdict;
  readonly authorisation?: Authorisation;
  /** Milliseconds for a whole reply. */
  readonly timeoutMs?: number;
  /** Bytes of a decompressed reply. */
  readonly maxBytes?: number;
}

export interface JsonReply extends HttpReply {
  readonly json: JsonValue;
}

/** Asks one source over HTTP: limits, access tokens, retries within a page and errors of the catalogue. */
export interface HttpClient {
  json(request: HttpRequest, name: PageName, signal: AbortSignal): Promise<JsonReply>;
}

const maxBytes = 64 * 1024 * 1024;

export function createHttpClient(settings: HttpSettings, context: ConnectorContext): HttpClient {
  const http = axios.create({
    timeout: settings.timeoutMs ?? 120_000,
    maxContentLength: settings.maxBytes ?? maxBytes,
    // A redirect would carry the credential to another host.
    maxRedirects: 0,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  const ask = asker(http, settings, context);
  return {
    json: (request, name, signal) => retry(() => ask(request, name, signal), context, signal),
  };
}

type Ask = (request: HttpRequest, name: PageName, signal: AbortSignal) => Promise<JsonReply>;

function asker(http: AxiosInstance, settings: HttpSettings, context: ConnectorContext): Ask {
  const { authorisation } = settings;
  const once = async (
    request: HttpRequest,
    token: AccessToken | undefined,
    name: PageName,
    signal: AbortSignal,
  ) => {
    await context.limiter.take(settings.bucket, request.cost ?? 1, signal);
    return send(http, settings, request, token, name, signal);
  };
  const withToken: Ask = async (request, name, signal) => {
    if (authorisation === undefined) return accept(await once(request, undefined, name, signal), name);
    const refresh = (inner: AbortSignal) => authorisation.refresh(inner);
    const token = await context.tokens.get(authorisation.key, refresh, signal);
    const reply = await once(request, token, name, signal);
    if (settings.judge(reply).kind !== 'auth') return accept(reply, name);
    await context.tokens.forget(authorisation.key, token);
    const renewed = await context.tokens.get(authorisation.key, refresh, signal);
    return accept(await once(request, renewed, name, signal), name);
  };
  const accept = async (reply: HttpReply, name: PageName): Promise<JsonReply> => {
    const verdict = settings.judge(reply);
    if (verdict.kind === 'ok') return { ...reply, json: parseReply(reply, name) };
    if (verdict.kind === 'throttled' && verdict.retryAfterMs !== undefined)
      await context.limiter.pause(settings.bucket, verdict.retryAfterMs);
    throw failureToError(verdict, name);
  };
  return withToken;
}

async function send(
  http: AxiosInstance,
  settings: HttpSettings,
  request: HttpRequest,
  token: AccessToken | undefined,
  name: PageName,
  signal: AbortSignal,
): Promise<HttpReply> {
  try {
    const response = await http.request<string>({
      method: request.method ?? 'GET',
      url: joinUrl(token?.instanceUrl ?? settings.baseUrl, request.path),
      ...(request.query === undefined ? {} : { params: request.query }),
      ...(request.form === undefined ? {} : { data: new URLSearchParams(request.form).toString() }),
      headers: headersOf(settings, request, token),
      signal,
    });
    return { status: response.status, headers: headersFrom(response), text: response.data ?? '' };
  } catch (caught) {
    signal.throwIfAborted();
    throw connectionError(caught, settings, name);
  }
}

function joinUrl(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

function headersOf(settings: HttpSettings, request: HttpRequest, token: AccessToken | undefined) {
  return {
    accept: 'application/json',
    ...(request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(token === undefined ? {} : settings.authorisation?.headers(token)),
    ...request.headers,
  };
}

function headersFrom(response: AxiosResponse): Record<string, string> {
  const pairs = Object.entries(response.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  return Object.fromEntries(pairs);
}

/** An axios error carries the request with its credential, so only its code goes on. */
function connectionError(caught: unknown, settings: HttpSettings, name: PageName): YardstickError {
  const subject = subjectOf(name);
  const code = isAxiosError(caught) ? (caught.code ?? 'no code') : 'no code';
  if (isAxiosError(caught) && caught.message.includes('maxContentLength')) {
    const mebibytes = Math.round((settings.maxBytes ?? maxBytes) / 1024 / 1024);
    return new YardstickError('SOURCE_CONTRACT', `The reply is larger than ${mebibytes} MiB.`, {
      subject,
      advice: 'Load fewer or smaller fields of this stream, or ask for smaller pages.',
    });
  }
  return new YardstickError('SOURCE_UNREACHABLE', `The connection failed or broke off (${code}).`, {
    subject,
  });
}

function parseReply(reply: HttpReply, name: PageName): JsonValue {
  try {
    return parseLosslessJson(reply.text);
  } catch (cause) {
    throw new YardstickError('SOURCE_BAD_RESPONSE', 'The reply is not the JSON it claims to be.', {
      subject: subjectOf(name),
      cause,
    });
  }
}
