/** Characters sent at once: a piece for each row would cost more than the row. */
const atOnce = 256 * 1024;

/** Rows as JSON, one to a line, in pieces of about `atOnce`. Rows that are made while they are asked for are never all there together. */
export async function* jsonLines(
  rows: Iterable<object> | AsyncIterable<object>,
): AsyncGenerator<string, void, void> {
  let lines: string[] = [];
  let length = 0;
  for await (const row of rows) {
    const line = JSON.stringify(row);
    lines.push(line);
    length += line.length + 1;
    if (length < atOnce) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
    length = 0;
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
