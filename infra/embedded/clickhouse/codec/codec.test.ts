import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Codec } from './codec.ts';
import { contentEncodings } from './content-encodings.ts';
import { foreignBodies, foreignContent } from './foreign.fixture.ts';
import { decodeNativeBlocks, encodeNativeBlocks } from './native-blocks.ts';
import { through } from './test-stream.ts';
import { decodeZstdFrameInJavaScript, decodeZstdFrames } from './zstd-frames.ts';

const decoders = new Map<string, Codec>([
  ['native', decodeNativeBlocks],
  ...contentEncodings.map(({ name, decode }) => [name, decode] as const),
]);
/** Zstandard is written only where Node can. */
const encoders = new Map<string, Codec>([
  ['native', encodeNativeBlocks],
  ...contentEncodings.flatMap(({ name, encode }) =>
    encode === undefined ? [] : [[name, encode(3)] as const],
  ),
]);

const decoded = async (name: string, body: Uint8Array, chunkSize?: number) => {
  const codec = decoders.get(name);
  return codec === undefined ? undefined : through(codec, body, chunkSize);
};

/** Random bytes do not compress, runs do, and blocks end anywhere. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 8_000 }))
    .map(([piece, times]) => Buffer.concat(Array.from({ length: times }, () => piece))),
);

test.each([...encoders])('%s decodes what it encodes, in chunks of any size', async (name, encode) => {
  const property = fc.asyncProperty(content, fc.integer({ min: 1, max: 100_000 }), async (bytes, size) => {
    const body = await through(encode, bytes, size);
    expect((await decoded(name, body, size))?.equals(bytes)).toBe(true);
  });
  await fc.assert(property, { numRuns: 30, seed: 4 });
});

// A Brotli or deflate stream has but one end.
test.each([...encoders].filter(([name]) => name !== 'br' && name !== 'deflate'))(
  '%s: two bodies, one after the other, are read as one',
  async (name, encode) => {
    const body = await through(encode, Buffer.from('twice '));
    expect(String(await decoded(name, Buffer.concat([body, body])))).toBe('twice twice ');
  },
);

describe('what others wrote is read', () => {
  test.each(foreignBodies)('$name', async ({ encoding, body }) => {
    const bytes = Buffer.from(body, 'base64');
    expect((await decoded(encoding, bytes))?.equals(foreignContent)).toBe(true);
    expect((await decoded(encoding, bytes, 1))?.equals(foreignContent)).toBe(true);
  });

  test.each(foreignBodies.filter(({ encoding }) => encoding === 'zstd'))(
    '$name, where Node has no Zstandard',
    async ({ body }) => {
      const content = await through(
        decodeZstdFrames(decodeZstdFrameInJavaScript),
        Buffer.from(body, 'base64'),
        1000,
      );
      expect(content.equals(foreignContent)).toBe(true);
    },
  );
});
