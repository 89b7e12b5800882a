import { expect, test } from 'vitest';
import { cityHash128 } from './city-hash.ts';
import { cityHashes, pattern } from './foreign.fixture.ts';

test.each(cityHashes)('%i bytes hash as with the original', (length, hash) => {
  expect(Buffer.from(cityHash128(pattern(length))).toString('hex')).toBe(hash);
});

test('bytes in the middle of a buffer hash as on their own', () => {
  const all = pattern(1000);
  expect(cityHash128(all.subarray(3, 700))).toEqual(cityHash128(Buffer.from(all.subarray(3, 700))));
});
