/**
 * A mutable 64-bit word in two 32-bit halves. BigInt would allocate at every step of a hash and be many times slower.
 * The operations change the word and return it.
 */
export class Word64 {
  high: number;
  low: number;

  constructor(high = 0, low = 0) {
    this.high = high | 0;
    this.low = low | 0;
  }

  /** The little-endian word at an offset. */
  static at(bytes: DataView, offset: number): Word64 {
    return new Word64(bytes.getInt32(offset + 4, true), bytes.getInt32(offset, true));
  }

  copy(): Word64 {
    return new Word64(this.high, this.low);
  }

  set(other: Word64): this {
    return this.setHalves(other.high, other.low);
  }

  setHalves(high: number, low: number): this {
    this.high = high;
    this.low = low;
    return this;
  }

  add(other: Word64): this {
    const sum = (this.low + other.low) | 0;
    this.high = (this.high + other.high + carry(sum, other.low)) | 0;
    this.low = sum;
    return this;
  }

  addAt(bytes: DataView, offset: number): this {
    const low = bytes.getInt32(offset, true);
    const sum = (this.low + low) | 0;
    this.high = (this.high + bytes.getInt32(offset + 4, true) + carry(sum, low)) | 0;
    this.low = sum;
    return this;
  }

  subtract(other: Word64): this {
    this.high = (this.high - other.high - carry(this.low, other.low)) | 0;
    this.low = (this.low - other.low) | 0;
    return this;
  }

  xor(other: Word64): this {
    this.high ^= other.high;
    this.low ^= other.low;
    return this;
  }

  /** Rotates right by 1 to 63 bits, not by 32. */
  rotate(bits: number): this {
    const { high, low } = this;
    const shift = bits & 31;
    const upper = (high >>> shift) | (low << (32 - shift));
    const lower = (low >>> shift) | (high << (32 - shift));
    this.high = bits < 32 ? upper : lower;
    this.low = bits < 32 ? lower : upper;
    return this;
  }

  /** Folds the upper 17 bits into the lower ones. */
  fold(): this {
    this.low ^= this.high >>> 15;
    return this;
  }

  /** Keeps the lower 64 bits of the product. */
  multiply(factor: Word64): this {
    const { high, low } = this;
    this.high = (upperHalf(low, factor.low) + Math.imul(low, factor.high) + Math.imul(high, factor.low)) | 0;
    this.low = Math.imul(low, factor.low);
    return this;
  }
}

/** What a sum of two lower halves, cut to 32 bits, hands on to the upper half. */
function carry(sum: number, addend: number): number {
  return sum >>> 0 < addend >>> 0 ? 1 : 0;
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers, by their 16-bit digits. */
function upperHalf(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0;
  const carried = (Math.imul(a0, b1) + (middle & 0xffff)) | 0;
  return (Math.imul(a1, b1) + (middle >>> 16) + (carried >>> 16)) | 0;
}
