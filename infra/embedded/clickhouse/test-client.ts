import type { TestClickHouse } from './test-server.ts';

export interface RawRequest {
  readonly parameters?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
  readonly method?: string;
  readonly signal?: AbortSignal;
}

/** Fails after some two million rows: one after the other, for with several threads the failure may overtake the first of them. */
export const failsInMidStream =
  'SELECT throwIf(number = 2000000) FROM numbers(3000000) SETTINGS max_threads = 1, output_format_parallel_formatting = 0';

/** HTTP as it goes over the wire, where the official client would hide it. */
export interface RawClient {
  raw(request: RawRequest): Promise<Response>;
  /** The body of the answer to one statement, be it rows or an error. */
  text(sql: string, parameters?: Record<string, string>): Promise<string>;
}

export function rawClient(server: Pick<TestClickHouse, 'url' | 'username' | 'password'>): RawClient {
  const raw = ({ parameters = {}, headers = {}, body, method = 'POST', signal }: RawRequest) => {
    const auth = { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password };
    const init: RequestInit = { method, headers: { ...auth, ...headers } };
    if (body !== undefined) init.body = body;
    if (signal !== undefined) init.signal = signal;
    return fetch(`${server.url}/?${new URLSearchParams(parameters)}`, init);
  };
  return { raw, text: async (sql, parameters = {}) => (await raw({ body: sql, parameters })).text() };
}

/** Runs a statement as one of several users; the body of the answer. */
export function testUsers(server: Pick<TestClickHouse, 'url'>) {
  return async (
    user: string,
    sql: string,
    password: string,
    parameters: Record<string, string> | [string, string][] = {},
  ): Promise<string> => {
    const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
    const url = `${server.url}/?${new URLSearchParams(parameters)}`;
    return (await fetch(url, { method: 'POST', body: sql, headers })).text();
  };
}
