import type { IncomingMessage, ServerResponse } from 'node:http';

/** How often within the time allowed a connection is looked at. */
const looks = 4;

/**
 * Closes the connection of a client that owes us something and does not move: the rest of its request, or the reading of its
 * answer. Otherwise it would keep its place among the running queries for ever. A query that computes long is no such case.
 */
export function leaveStalled(request: IncomingMessage, response: ServerResponse, seconds: number): void {
  const { socket } = request;
  let moved = 0;
  let still = 0;
  const timer = setInterval(
    () => {
      const now = socket.bytesRead + socket.bytesWritten;
      const owes = !request.complete || response.writableNeedDrain;
      still = owes && now === moved ? still + 1 : 0;
      moved = now;
      if (still >= looks) socket.destroy();
    },
    (seconds * 1000) / looks,
  ).unref();
  response.once('close', () => clearInterval(timer));
}
