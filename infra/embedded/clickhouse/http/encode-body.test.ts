import { expect, test } from 'vitest';
import { encodeZstd } from '../codec/zstd.ts';
import { answerEncoding } from './encode-body.ts';

/** A Node without Zstandard takes the next. */
const zstdOr = (next: string) => (encodeZstd === undefined ? next : 'zstd');

test.each([
  ['gzip', '', 'gzip'],
  ['gzip, deflate, br', '', 'br'],
  ['gzip, deflate', '', 'gzip'],
  ['deflate', '', 'deflate'],
  ['lz4', '', 'lz4'],
  ['lz4, zstd, br, gzip', '', zstdOr('br')],
  ['zstd', '', encodeZstd === undefined ? undefined : 'zstd'],
  ['GZIP;q=0.5', '', 'gzip'],
  ['br;q=0, gzip', '', 'gzip'],
  ['identity', '', undefined],
  ['compress, *', '', undefined],
  [undefined, '', undefined],
  ['gzip', 'enable_http_compression=0', undefined],
  ['gzip', 'enable_http_compression=1', 'gzip'],
])('Accept-Encoding %j with %j is answered in %s', (accepted, parameters, encoding) => {
  expect(answerEncoding(accepted, new URLSearchParams(parameters)).contentEncoding).toBe(encoding);
});

test('compress=1 puts native blocks inside', () => {
  const both = answerEncoding('gzip', new URLSearchParams('compress=1'));
  expect(both.contentEncoding).toBe('gzip');
  expect(both.codecs).toHaveLength(2);
  expect(
    answerEncoding('gzip', new URLSearchParams('compress=1&enable_http_compression=0')).codecs,
  ).toHaveLength(1);
});
