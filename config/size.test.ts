import { expect, test } from 'vitest';
import { sizeSchema } from './size.ts';

test.each([
  [1024, 1024],
  ['0', 0],
  ['512MiB', 536_870_912],
  ['8 GiB', 8_589_934_592],
  ['1.5GB', 1_500_000_000],
  ['300 kb', 300_000],
])('%j is %i bytes', (text, bytes) => {
  expect(sizeSchema.parse(text)).toBe(bytes);
});

test.each(['', 'much', '-1', '8GiBs', '8 GI', -1, 1.5])('%j is no size', (text) => {
  expect(() => sizeSchema.parse(text)).toThrow('a size such as 512MiB');
});
