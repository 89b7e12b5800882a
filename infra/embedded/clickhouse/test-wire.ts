import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { TestClickHouse } from './test-server.ts';

export interface WireRequest {
  readonly query: string;
  readonly headers?: Record<string, string>;
  readonly parameters?: Record<string, string>;
  readonly body?: Uint8Array;
  readonly agent?: Agent | undefined;
}

/** An answer with its body as it came: encoded. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of the connection, on this side. */
  readonly port: number | undefined;
  text(): string;
}

export type WireClient = (sent: WireRequest) => Promise<WireAnswer>;

/** Requests without a client's own ideas about encodings; the query goes in the address. */
export function wireClient(server: TestClickHouse): WireClient {
  const auth = { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password };
  return ({ query, headers = {}, parameters = {}, body = new Uint8Array(0), agent }) =>
    new Promise((resolve, reject) => {
      const url = `${server.url}/?${new URLSearchParams({ query, ...parameters })}`;
      const sent = request(url, { method: 'POST', agent, headers: { ...auth, ...headers } }, (response) => {
        const parts: Buffer[] = [];
        const port = response.socket.localPort;
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const all = Buffer.concat(parts);
          const { statusCode = 0, headers: answered } = response;
          resolve({
            status: statusCode,
            headers: answered,
            body: all,
            port,
            text: () => String(all),
          });
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
}
