import type { ServerResponse } from 'node:http';
import type { Progress } from '../pipeline/result-sink.ts';

/** Whether and how often a client wants `X-ClickHouse-Progress` headers. */
export interface ProgressWish {
  readonly intervalMs: number;
}

/**
 * Sends progress as headers while the answer's body has not begun. Node writes a head in one piece, so the first lines
 * go to the socket by hand; Node's own status line then becomes the value of the last of these headers, `X-Yardstick-Status`.
 * The status is 200 from then on, as with a server; an error is told by `X-ClickHouse-Exception-Code`.
 */
export class ProgressHeaders {
  readonly #response: ServerResponse;
  readonly #intervalMs: number;
  #startedAt = performance.now();
  #sentAt = performance.now();
  #begun = false;

  constructor(response: ServerResponse, wish: ProgressWish) {
    this.#response = response;
    this.#intervalMs = wish.intervalMs;
  }

  send(progress: Progress): void {
    const now = performance.now();
    const { socket } = this.#response;
    if (socket === null || this.#response.headersSent || now - this.#sentAt < this.#intervalMs) return;
    this.#sentAt = now;
    const line = `X-ClickHouse-Progress: ${progressJson(progress, now - this.#startedAt)}\r\n`;
    socket.write(this.#begun ? line : `HTTP/1.1 200 OK\r\n${line}`, 'latin1');
    this.#begun = true;
  }

  /** Called right before Node writes the head. */
  end(): void {
    if (this.#begun) this.#response.socket?.write('X-Yardstick-Status: ', 'latin1');
  }
}

function progressJson(progress: Progress, elapsedMs: number): string {
  return JSON.stringify({
    read_rows: String(progress.readRows),
    read_bytes: String(progress.readBytes),
    total_rows_to_read: String(progress.totalRowsToRead),
    elapsed_ns: String(Math.round(elapsedMs * 1e6)),
    memory_usage: String(progress.memoryUsage),
  });
}
