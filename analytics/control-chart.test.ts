import { describe, expect, it } from 'vitest';
import { controlChart } from './control-chart.ts';
import { monthAfter } from './forecast/series.ts';

const months = (values: readonly (number | null)[], denominator: string | null = null) =>
  values.flatMap((value, at) =>
    value === null ? [] : [{ period: monthAfter('2025-01-01', at), numerator: String(value), denominator }],
  );
const chart = (values: readonly (number | null)[], baseline?: number) =>
  controlChart(months(values), (month) => monthAfter(month, 1), baseline);
const signalsOf = (values: readonly (number | null)[], baseline?: number) =>
  chart(values, baseline)?.points.flatMap(({ period, signals }) =>
    signals.map((signal) => `${period.slice(0, 7)} ${signal}`),
  );

/** Ten batches of a flow rate and their limits, as the NIST handbook publishes them (6.3.2.2). */
const nist = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

describe('a chart of individuals and moving ranges', () => {
  it('has the limits of the handbook', () => {
    const found = chart(nist);
    expect(found?.centre).toBeCloseTo(50.81, 10);
    expect(found?.meanRange).toBeCloseTo(1.8778, 4);
    expect(found?.upper).toBeCloseTo(55.8041, 3);
    expect(found?.lower).toBeCloseTo(45.8159, 3);
    expect(signalsOf(nist)).toEqual([]);
  });

  it('flags nothing of what never changes', () => {
    expect(signalsOf(Array(9).fill(0.1))).toEqual([]);
  });

  it('flags what is beyond three sigma of the baseline, on either side', () => {
    expect(signalsOf([...nist, 56, 45.5], 10)).toEqual(['2025-11 above', '2025-12 below']);
    expect(signalsOf([...nist, 55.8, 45.9], 10)).toEqual([]);
  });

  it('flags eight in a row on one side of the centre, not seven, and none across the centre itself', () => {
    const before = [10, 12, 10, 12, 10, 12, 10, 12];
    const above = (count: number) => Array.from({ length: count }, () => 11.5);
    expect(signalsOf([...before, 10, ...above(7)], 8)).toEqual([]);
    expect(signalsOf([...before, 10, ...above(8)], 8)).toHaveLength(8);
    expect(signalsOf([...before, 10, ...above(4), 11, ...above(4)], 8)).toEqual([]);
  });

  it('takes no range over a gap', () => {
    const found = chart([10, 12, 10, 12, null, 30, 28, 30, 28]);
    expect(found?.points.map(({ movingRange }) => movingRange)).toEqual([null, 2, 2, 2, null, 2, 2, 2]);
    expect(found?.meanRange).toBe(2);
  });

  it('divides parts, leaves out what has no base, and says nothing of fewer than eight periods', () => {
    const ratios = [
      ...months([1, 2, 1, 2, 1, 2, 1, 2], '4'),
      ...months([9], '0').map((one) => ({ ...one, period: '2025-09-01' })),
    ];
    expect(controlChart(ratios, (month) => monthAfter(month, 1))).toMatchObject({
      centre: 0.375,
      baseline: 8,
    });
    expect(chart([1, 2, 3, 4, 5, 6, 7])).toBeUndefined();
  });
});
