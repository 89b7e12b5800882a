/** The same bytes in pieces of `size`, the last one shorter. */
export async function* regroup(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    let at = 0;
    while (length + chunk.length - at >= size) {
      const end = at + size - length;
      yield joined([...parts, chunk.subarray(at, end)]);
      at = end;
      parts = [];
      length = 0;
    }
    parts.push(chunk.subarray(at));
    length += chunk.length - at;
  }
  if (length > 0) yield joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}
