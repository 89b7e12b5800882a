import type { Codec } from './codec.ts';

/** What a codec makes of the bytes when they come in chunks of a size. */
export async function through(codec: Codec, bytes: Uint8Array, chunkSize = 65_536): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of codec(chunks(bytes, chunkSize))) parts.push(part);
  return Buffer.concat(parts);
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
