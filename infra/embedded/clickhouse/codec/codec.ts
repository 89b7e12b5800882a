/** Encodes or decodes a stream of bytes as it comes, in constant memory. Chunks may have any size; broken input rejects with a ServerError. */
export type Codec = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
