import { describe, expect, it } from 'vitest';
import { coefficientFor } from './coefficient.ts';
import { exact } from './exact.ts';

describe('a coefficient', () => {
  const bands = [
    { minScore: '60', coefficient: '0.90' },
    { minScore: '90', coefficient: '1.00' },
  ];

  it('is that of the band on whose edge the unrounded score stands', () => {
    expect(coefficientFor(exact('90'), bands).text).toBe('1.00');
    // Printed as 90.0000 with four decimals, and still below 90.
    expect(coefficientFor(exact('89.99996'), bands).text).toBe('0.90');
  });

  it('is 0 below all bands, and none without a score or bands', () => {
    expect(coefficientFor(exact('59'), bands).text).toBe('0.00');
    expect([coefficientFor(null, bands).text, coefficientFor(exact('59'), []).text]).toEqual([null, null]);
  });
});
