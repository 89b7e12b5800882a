import { describe, expect, it } from 'vitest';
import { change, compact, full, long, percent, pointsOfPercent, short } from './number.ts';

describe('large numbers', () => {
  it.each([
    ['8500', '8,500'],
    ['9999.994', '9,999.99'],
    ['9999.996', '1.00 万'],
    ['1850000', '185.00 万'],
    ['99995000', '9,999.50 万'],
    ['99999999', '1.00 亿'],
    ['123000000', '1.23 亿'],
    ['-1234', '−1,234'],
    ['-18500000', '−1,850.00 万'],
    ['0', '0'],
    ['-0.001', '0'],
    [null, '—'],
  ])('in Chinese: %s is %s', (value, text) => expect(compact(value, 'zh')).toBe(text));

  it.each([
    ['8500', '8,500'],
    ['9999.996', '10.0K'],
    ['185000', '185K'],
    ['999499', '999K'],
    ['999999', '1.00M'],
    ['1850000', '1.85M'],
    ['12345678', '12.3M'],
    ['123000000', '123M'],
    ['999999999', '1.00B'],
    ['-1850000', '−1.85M'],
    [undefined, '—'],
  ])('in English: %s is %s', (value, text) => expect(compact(value, 'en')).toBe(text));
});

describe('rows', () => {
  it('show money in full with two decimals, counts with none', () => {
    expect(long('1234567.125', 'money', 'zh')).toBe('1,234,567.13');
    expect(long('1234567', 'count', 'en')).toBe('1,234,567');
    expect(full('-1.005', 2)).toBe('−1.01');
    expect(full('not a number')).toBe('—');
  });
});

describe('ratios', () => {
  it('have one decimal, a true minus and their own unit', () => {
    expect(percent('0.858333')).toBe('85.8%');
    expect(percent(-0.034)).toBe('−3.4%');
    expect(change(0.123)).toBe('+12.3%');
    expect(change(null)).toBe('—');
    // What two sums of the same amounts may differ by.
    expect(change(1.4e-17)).toBe('0.0%');
    expect(change(-1.4e-17)).toBe('0.0%');
    expect(pointsOfPercent(0.0000004, 'zh')).toBe('0.0 个百分点');
    expect(pointsOfPercent(0.021, 'zh')).toBe('+2.1 个百分点');
    expect(pointsOfPercent(-0.021, 'en')).toBe('−2.1 pp');
    expect(short('40', 'days', 'zh')).toBe('40.0 天');
    expect(short('4.04', 'points', 'en')).toBe('4.0');
  });
});
