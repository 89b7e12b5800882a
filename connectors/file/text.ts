export type Encoding = 'utf-8' | 'gb18030';

const decoders = {
  'utf-8': new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  gb18030: new TextDecoder('gb18030', { fatal: true }),
} as const satisfies Record<Encoding, TextDecoder>;

/** The bytes as text; undefined when they are no text in that encoding. */
export function decoded(bytes: Buffer, encoding: Encoding): string | undefined {
  try {
    return decoders[encoding].decode(bytes);
  } catch {
    return undefined;
  }
}

/** Column names come with spaces around them, and in full-width signs. */
export function plain(name: string): string {
  return name.normalize('NFKC').trim();
}
