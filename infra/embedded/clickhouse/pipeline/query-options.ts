import { randomUUID } from 'node:crypto';
import { ServerError } from '../server-error.ts';

/** What the parameters of a request ask for. */
export interface QueryOptions {
  readonly query: string | undefined;
  readonly database: string | undefined;
  readonly defaultFormat: string;
  readonly queryId: string;
  readonly session: SessionOptions | undefined;
  readonly role: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
  /** Values of `{name:Type}` placeholders, escaped as in TabSeparated. */
  readonly params: ReadonlyMap<string, string>;
}

export interface SessionOptions {
  readonly id: string;
  readonly timeoutSeconds: number;
  /** Whether the session must exist already. */
  readonly mustExist: boolean;
  /** Whether it ends with this request. */
  readonly close: boolean;
}

/** Parameters that steer the endpoint and are no settings of the engine. */
const control = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'session_id',
  'session_timeout',
  'session_check',
  'role',
  'user',
  'password',
  'quota_key',
  'http_wait_end_of_query',
  'http_response_buffer_size',
  'enable_http_compression',
  'http_zlib_compression_level',
  'wait_end_of_query',
  'buffer_size',
  'stacktrace',
  'close_session',
  'client_protocol_version',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'compress',
  'decompress',
]);

/** Reads the parameters of a request. Throws ServerError for what a server would refuse. */
export function queryOptions(parameters: URLSearchParams): QueryOptions {
  const entries = [...parameters].filter(([name]) => !control.has(name));
  return {
    query: parameters.get('query') ?? undefined,
    database: parameters.get('database') || undefined,
    defaultFormat: formatName(parameters.get('default_format') || 'TabSeparated'),
    queryId: checkedId(parameters.get('query_id') || randomUUID()),
    session: sessionOptions(parameters),
    role: parameters.getAll('role'),
    settings: new Map(entries.filter(([name]) => !name.startsWith('param_')).map(checkedSetting)),
    // Of a parameter given twice the first counts, as in a server.
    params: new Map(
      entries
        .filter(([name]) => name.startsWith('param_'))
        .map(checkedParam)
        .reverse(),
    ),
  };
}

/** It comes back as a header, of which clients take a few kilobytes in all. */
const longestId = 1_000;

function checkedId(id: string): string {
  if (id.length <= longestId) return id;
  throw new ServerError(
    36,
    'BAD_ARGUMENTS',
    `query_id has ${id.length} characters; choose one of at most ${longestId}`,
  );
}

/** A format's name, checked because it goes into the statement. */
export function formatName(name: string): string {
  if (/^\w+$/.test(name)) return name;
  throw new ServerError(73, 'UNKNOWN_FORMAT', `Unknown format ${name}`);
}

function sessionOptions(parameters: URLSearchParams): SessionOptions | undefined {
  const id = parameters.get('session_id');
  if (!id) return undefined;
  const timeoutSeconds = sessionTimeout(parameters.get('session_timeout') ?? '60');
  return {
    id,
    timeoutSeconds,
    mustExist: isOn(parameters.get('session_check')),
    close: isOn(parameters.get('close_session')),
  };
}

const longestSession = 3600;

function sessionTimeout(text: string): number {
  const refuse = (message: string) => new ServerError(374, 'INVALID_SESSION_TIMEOUT', message);
  if (!/^\d+$/.test(text)) throw refuse(`Invalid session timeout: '${text}'`);
  if (Number(text) > longestSession)
    throw refuse(`Session timeout '${text}' is larger than max_session_timeout: ${longestSession}.`);
  return Number(text);
}

function checkedSetting([name, value]: [string, string]): [string, string] {
  if (!/^[A-Za-z_][\w.]*$/.test(name))
    throw new ServerError(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'`);
  return [name, value];
}

function checkedParam([name, value]: [string, string]): [string, string] {
  if (!/^param_\w+$/.test(name))
    throw new ServerError(36, 'BAD_ARGUMENTS', `Invalid name of a query parameter: ${name}`);
  return [name.slice('param_'.length), value];
}

/** Whether a switch of a request is on. */
export function isOn(value: string | null | undefined): boolean {
  return value === '1' || value === 'true';
}
