/**
 * Parameters travel in the address: a server refuses one of 1 MiB, and a field of 128 KiB. A character may need three
 * bytes and an escape.
 */
const longest = 64 * 1024;

/** Cuts a list of texts into pieces that each fit into one parameter. */
export function batches(texts: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let length = longest;
  for (const text of texts) {
    length += Buffer.byteLength(text) + 3;
    if (length > longest) {
      pieces.push([]);
      length = Buffer.byteLength(text) + 3;
    }
    pieces.at(-1)?.push(text);
  }
  return pieces;
}
