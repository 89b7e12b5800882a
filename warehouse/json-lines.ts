/** Characters sent at once: a piece for each row would cost more than the row. */
const atOnce = 256 * 1024;

/**
 * Rows as JSON, one to a line, in pieces of about `atOnce`. Rows that are made while they are asked for are never all there together;
 * only those that have to be waited for are waited for, which takes longer than to write them.
 */
export function jsonLines(
  rows: Iterable<object> | AsyncIterable<object>,
): Iterable<string> | AsyncIterable<string> {
  return Symbol.asyncIterator in rows ? awaited(rows) : ready(rows);
}

function* ready(rows: Iterable<object>): Generator<string, void, void> {
  const piece = new Piece();
  for (const row of rows) {
    piece.add(row);
    if (piece.length >= atOnce) yield piece.take();
  }
  if (piece.length > 0) yield piece.take();
}

async function* awaited(rows: AsyncIterable<object>): AsyncGenerator<string, void, void> {
  const piece = new Piece();
  for await (const row of rows) {
    piece.add(row);
    if (piece.length >= atOnce) yield piece.take();
  }
  if (piece.length > 0) yield piece.take();
}

class Piece {
  #lines: string[] = [];
  /** In characters. */
  length = 0;

  add(row: object): void {
    const line = JSON.stringify(row);
    this.#lines.push(line);
    this.length += line.length + 1;
  }

  take(): string {
    const text = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.length = 0;
    return text;
  }
}
