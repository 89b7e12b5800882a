import { mixChunks } from './city-chunks.ts';
import { Word64 } from './word64.ts';

const k0 = new Word64(0xc3a5c85c, 0x97cb3127);
const k1 = new Word64(0xb492b66f, 0xbe98f273);
const k2 = new Word64(0x9ae16a3b, 0x2f90404f);
const k3 = new Word64(0xc949d7c7, 0x509e6557);
const murmurFactor = new Word64(0x9ddfea08, 0xeb382d69);

/** Two words that are mixed together. */
type Pair = readonly [Word64, Word64];

/**
 * CityHash128 of version 1.0.2 (Google, 2011), which guards the compressed blocks of ClickHouse: 16 bytes, the lower word first,
 * each little-endian. Later versions of CityHash give other values.
 */
export function cityHash128(data: Uint8Array): Uint8Array {
  const bytes = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const length = data.byteLength;
  if (length >= 16) return seeded(bytes, 16, [Word64.at(bytes, 0).xor(k3), Word64.at(bytes, 8)]);
  if (length < 8) return seeded(bytes, 0, [k0.copy(), k1.copy()]);
  const first = Word64.at(bytes, 0).xor(word(length).multiply(k0));
  return seeded(bytes, length, [first, Word64.at(bytes, length - 8).xor(k1)]);
}

/** Hashes the bytes from an offset to the end. */
function seeded(bytes: DataView, start: number, seed: Pair): Uint8Array {
  return bytes.byteLength - start < 128 ? hashShort(bytes, start, seed) : hashLong(bytes, start, seed);
}

function hashLong(bytes: DataView, start: number, [x, y]: Pair): Uint8Array {
  const length = bytes.byteLength - start;
  const z = word(length).multiply(k1);
  const v0 = y.copy().xor(k1).rotate(49).multiply(k1).addAt(bytes, start);
  const v: Pair = [
    v0,
    v0
      .copy()
      .rotate(42)
      .multiply(k1)
      .addAt(bytes, start + 8),
  ];
  const w0 = y.copy().add(z).rotate(35).multiply(k1).add(x);
  const w: Pair = [
    w0,
    x
      .copy()
      .addAt(bytes, start + 88)
      .rotate(53)
      .multiply(k1),
  ];
  const chunked = length - (length % 128);
  mixChunks(bytes, start, start + chunked, { v, w, x, y, z });
  y.add(w[0].copy().rotate(37).multiply(k0)).add(z);
  x.add(v[0].copy().add(z).rotate(49).multiply(k0));
  mixRest(bytes, length - chunked, v, w, x, y);
  const p = hash16(x, v[0]);
  const q = hash16(y, w[0]);
  return digest(hash16(p.copy().add(v[1]), w[1]).add(q), hash16(p.copy().add(w[1]), q.copy().add(v[1])));
}

/** Mixes 32 bytes and two seeds into a pair; seeds and scratch hold nothing useful afterwards. */
function mix32(bytes: DataView, at: number, pair: Pair, a: Word64, b: Word64, scratch: Word64): void {
  a.addAt(bytes, at);
  b.add(a)
    .addAt(bytes, at + 24)
    .rotate(21)
    .add(a);
  a.addAt(bytes, at + 8).addAt(bytes, at + 16);
  pair[1].set(b).add(scratch.set(a).rotate(44));
  pair[0].set(a).addAt(bytes, at + 24);
}

/** Up to four pieces of 32 bytes from the end backwards; the last may reach back into what was hashed already. */
function mixRest(bytes: DataView, rest: number, v: Pair, w: Pair, x: Word64, y: Word64): void {
  for (let done = 32; done - 32 < rest; done += 32) {
    const at = bytes.byteLength - done;
    y.subtract(x).rotate(42).multiply(k0).add(v[1]);
    w[0].addAt(bytes, at + 16);
    x.rotate(49).multiply(k0).add(w[0]);
    w[0].add(v[0]);
    mix32(bytes, at, v, v[0].copy(), v[1].copy(), new Word64());
  }
}

function hashShort(bytes: DataView, start: number, [a, b]: Pair): Uint8Array {
  const [c, d] =
    bytes.byteLength - start <= 16 ? startShort(bytes, start, a, b) : mixPieces(bytes, start, a, b);
  const p = hash16(a, c);
  const q = hash16(d, b);
  return digest(p.copy().xor(q), hash16(q, p));
}

function startShort(bytes: DataView, start: number, a: Word64, b: Word64): Pair {
  a.multiply(k1).fold().multiply(k1);
  const c = b.copy().multiply(k1).add(hashUpTo16(bytes, start));
  const d = a
    .copy()
    .add(bytes.byteLength - start >= 8 ? Word64.at(bytes, start) : c)
    .fold();
  return [c, d];
}

/** Pieces of 16 bytes; what is left of the last one came in with the end of the bytes. */
function mixPieces(bytes: DataView, start: number, a: Word64, b: Word64): Pair {
  const end = bytes.byteLength;
  const c = hash16(Word64.at(bytes, end - 8).add(k1), a);
  const d = hash16(word(end - start).add(b), Word64.at(bytes, end - 16).add(c));
  a.add(d);
  for (let at = start; at < end - 16; at += 16) {
    a.xor(Word64.at(bytes, at).multiply(k1).fold().multiply(k1)).multiply(k1);
    b.xor(a);
    c.xor(
      Word64.at(bytes, at + 8)
        .multiply(k1)
        .fold()
        .multiply(k1),
    ).multiply(k1);
    d.xor(c);
  }
  return [c, d];
}

function hashUpTo16(bytes: DataView, start: number): Word64 {
  const length = bytes.byteLength - start;
  const end = bytes.byteLength;
  if (length > 8) {
    const last = Word64.at(bytes, end - 8);
    return hash16(Word64.at(bytes, start), last.copy().add(word(length)).rotate(length)).xor(last);
  }
  if (length >= 4) {
    const first = bytes.getUint32(start, true);
    const low = word(length).add(new Word64(first >>> 29, first << 3));
    return hash16(low, word(bytes.getUint32(end - 4, true)));
  }
  if (length === 0) return k2.copy();
  const ends = bytes.getUint8(start) + (bytes.getUint8(start + (length >> 1)) << 8);
  const middle = length + (bytes.getUint8(end - 1) << 2);
  return word(ends).multiply(k2).xor(word(middle).multiply(k3)).fold().multiply(k2);
}

/** One word of two. */
function hash16(low: Word64, high: Word64): Word64 {
  const a = low.copy().xor(high).multiply(murmurFactor).fold();
  return a.xor(high).multiply(murmurFactor).fold().multiply(murmurFactor);
}

function word(value: number): Word64 {
  return new Word64(0, value);
}

function digest(low: Word64, high: Word64): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(16));
  for (const [index, half] of [low.low, low.high, high.low, high.high].entries())
    bytes.setInt32(index * 4, half, true);
  return new Uint8Array(bytes.buffer);
}
