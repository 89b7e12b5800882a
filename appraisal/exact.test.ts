import { describe, expect, it } from 'vitest';
import { exact, ratio } from './exact.ts';
import { rounded } from './rounding.ts';

describe('exact numbers', () => {
  it('keep every digit of a decimal text', () => {
    expect(rounded(exact('12345678901234567890.123456789012'), 12)).toBe('12345678901234567890.123456789012');
    expect(exact('0.1').add(exact('0.2')).equals(exact('0.3'))).toBe(true);
    expect(exact('-0.50').equals(ratio(-1, 2))).toBe(true);
  });

  it.each(['', '.5', '5.', '1e5', '1/3', '1_000', '1,000', ' 1', '+1', 'NaN', '0.(3)'])(
    'refuse %j, which is no decimal number',
    (text) => {
      expect(() => exact(text)).toThrow('is not a decimal number');
    },
  );
});
