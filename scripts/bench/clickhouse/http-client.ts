import { Agent, request } from 'node:http';
import type { Readable } from 'node:stream';
import type { TestClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';

export interface Bench {
  readonly server: TestClickHouse;
  /** For whatever else is needed on disk. */
  readonly folder: string;
}

/** Plain HTTP with connections kept open: what every client does at least. */
export class HttpClient {
  readonly #server: TestClickHouse;
  readonly #agent: Agent;

  constructor(server: TestClickHouse, connections = 1) {
    this.#server = server;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends a statement, with rows behind it where given, and answers the bytes that came back. Throws what the server said. */
  send(query: string, rows?: Readable | Uint8Array): Promise<number> {
    const { url, username, password } = this.#server;
    return new Promise((resolve, reject) => {
      const headers = { 'X-ClickHouse-User': username, 'X-ClickHouse-Key': password };
      const options = { method: 'POST', agent: this.#agent, headers };
      const sent = request(`${url}/?${new URLSearchParams({ query })}`, options, (answer) => {
        let bytes = 0;
        let words = '';
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (answer.statusCode !== 200) words += chunk.toString();
        });
        answer.on('error', reject);
        answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(words))));
      });
      sent.on('error', reject);
      if (rows !== undefined && 'pipe' in rows) rows.pipe(sent);
      else sent.end(rows);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
