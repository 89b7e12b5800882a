import type { Word64 } from './word64.ts';

/** What CityHash128 carries from chunk to chunk. */
export interface CityState {
  readonly v: readonly [Word64, Word64];
  readonly w: readonly [Word64, Word64];
  readonly x: Word64;
  readonly y: Word64;
  readonly z: Word64;
}

/** The constant k1 of CityHash, and its lower half in digits of 16 bits. */
const k1High = 0xb492b66f;
const k1Low = 0xbe98f273;
const k1Digit0 = k1Low & 0xffff;
const k1Digit1 = k1Low >>> 16;

/**
 * Mixes the chunks of 64 bytes from `start` to `end`, an even number of them, into the state. Nearly all the time of a hash is
 * spent here, so it is written in plain 32-bit variables (`l` lower, `h` upper half): twice as fast as with Word64.
 */
export function mixChunks(bytes: DataView, start: number, end: number, state: CityState): void {
  const v = halves(state.v);
  const w = halves(state.w);
  let { low: xl, high: xh } = state.x;
  let { low: yl, high: yh } = state.y;
  let { low: zl, high: zh } = state.z;
  for (let at = start; at < end; at += 64) {
    const v0l = v[0] ?? 0;
    const v0h = v[1] ?? 0;
    const v1l = v[2] ?? 0;
    const v1h = v[3] ?? 0;
    const w0l = w[0] ?? 0;
    const w0h = w[1] ?? 0;
    const w1l = w[2] ?? 0;
    const w1h = w[3] ?? 0;

    // x = rotate(x + y + v0 + word 2, 37) * k1 ^ w1
    let l = (xl + yl) | 0;
    let h = (xh + yh + carry(l, yl)) | 0;
    l = (l + v0l) | 0;
    h = (h + v0h + carry(l, v0l)) | 0;
    let next = bytes.getInt32(at + 16, true);
    l = (l + next) | 0;
    h = (h + bytes.getInt32(at + 20, true) + carry(l, next)) | 0;
    let turned = (h >>> 5) | (l << 27);
    h = (l >>> 5) | (h << 27);
    xh = upperTimesK1(turned, h) ^ w1h;
    xl = Math.imul(turned, k1Low) ^ w1l;

    // y = rotate(y + v1 + word 6, 42) * k1 ^ v0
    l = (yl + v1l) | 0;
    h = (yh + v1h + carry(l, v1l)) | 0;
    next = bytes.getInt32(at + 48, true);
    l = (l + next) | 0;
    h = (h + bytes.getInt32(at + 52, true) + carry(l, next)) | 0;
    turned = (h >>> 10) | (l << 22);
    h = (l >>> 10) | (h << 22);
    yh = upperTimesK1(turned, h) ^ v0h;
    yl = Math.imul(turned, k1Low) ^ v0l;

    // z = rotate(z ^ w0, 33)
    l = zl ^ w0l;
    h = zh ^ w0h;
    zl = (h >>> 1) | (l << 31);
    zh = (l >>> 1) | (h << 31);

    // v from v1 * k1 and x + w0, then w from z + w1 and y
    l = (xl + w0l) | 0;
    h = (xh + w0h + carry(l, w0l)) | 0;
    mix32(bytes, at, Math.imul(v1l, k1Low), upperTimesK1(v1l, v1h), l, h, v);
    l = (zl + w1l) | 0;
    h = (zh + w1h + carry(l, w1l)) | 0;
    mix32(bytes, at + 32, l, h, yl, yh, w);

    // x and z change places.
    l = xl;
    h = xh;
    xl = zl;
    xh = zh;
    zl = l;
    zh = h;
  }
  restore(state.v, v);
  restore(state.w, w);
  state.x.setHalves(xh, xl);
  state.y.setHalves(yh, yl);
  state.z.setHalves(zh, zl);
}

/** Mixes 32 bytes with the seeds a and b into a pair of words. */
function mix32(
  bytes: DataView,
  at: number,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
  pair: Int32Array,
): void {
  const lastLow = bytes.getInt32(at + 24, true);
  const lastHigh = bytes.getInt32(at + 28, true);
  let next = bytes.getInt32(at, true);
  let al = (aLow + next) | 0;
  let ah = (aHigh + bytes.getInt32(at + 4, true) + carry(al, next)) | 0;

  // b = rotate(b + a + word 3, 21) + a
  let l = (bLow + al) | 0;
  let h = (bHigh + ah + carry(l, al)) | 0;
  l = (l + lastLow) | 0;
  h = (h + lastHigh + carry(l, lastLow)) | 0;
  let bl = (l >>> 21) | (h << 11);
  let bh = (h >>> 21) | (l << 11);
  bl = (bl + al) | 0;
  bh = (bh + ah + carry(bl, al)) | 0;

  // a += word 1 + word 2
  next = bytes.getInt32(at + 8, true);
  al = (al + next) | 0;
  ah = (ah + bytes.getInt32(at + 12, true) + carry(al, next)) | 0;
  next = bytes.getInt32(at + 16, true);
  al = (al + next) | 0;
  ah = (ah + bytes.getInt32(at + 20, true) + carry(al, next)) | 0;

  // the pair: a + word 3, b + rotate(a, 44)
  l = (ah >>> 12) | (al << 20);
  h = (al >>> 12) | (ah << 20);
  bl = (bl + l) | 0;
  bh = (bh + h + carry(bl, l)) | 0;
  al = (al + lastLow) | 0;
  ah = (ah + lastHigh + carry(al, lastLow)) | 0;
  pair[0] = al;
  pair[1] = ah;
  pair[2] = bl;
  pair[3] = bh;
}

/** What a sum of lower halves hands on to the upper ones. */
function carry(sum: number, addend: number): number {
  return sum >>> 0 < addend >>> 0 ? 1 : 0;
}

/** The upper half of a word's product with k1. */
function upperTimesK1(low: number, high: number): number {
  const digit0 = low & 0xffff;
  const digit1 = low >>> 16;
  const middle = (Math.imul(digit1, k1Digit0) + (Math.imul(digit0, k1Digit0) >>> 16)) | 0;
  const carried = (Math.imul(digit0, k1Digit1) + (middle & 0xffff)) | 0;
  const upper = Math.imul(digit1, k1Digit1) + (middle >>> 16) + (carried >>> 16);
  return (upper + Math.imul(low, k1High) + Math.imul(high, k1Low)) | 0;
}

function halves([first, second]: readonly [Word64, Word64]): Int32Array {
  return Int32Array.of(first.low, first.high, second.low, second.high);
}

function restore([first, second]: readonly [Word64, Word64], pair: Int32Array): void {
  const [firstLow = 0, firstHigh = 0, secondLow = 0, secondHigh = 0] = pair;
  first.setHalves(firstHigh, firstLow);
  second.setHalves(secondHigh, secondLow);
}
