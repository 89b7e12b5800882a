import { describe, expect, it } from 'vitest';
import { forecastMonthly } from './forecast-monthly.ts';
import { monthAfter } from './series.ts';

/** Numbers between 0 and 1, the same ones every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function points(length: number, value: (index: number) => number, first = '2022-01-01') {
  return Array.from({ length }, (_, index) => ({
    month: monthAfter(first, index),
    value: value(index).toFixed(2),
  }));
}

function seasonal(length: number, growth: number, noise: number) {
  const random = seeded(7);
  const wave = (index: number) => 200 * Math.sin((index * Math.PI) / 6);
  return points(length, (index) => 1000 + growth * index + wave(index) + noise * (random() - 0.5));
}

describe('a growing seasonal series', () => {
  const all = seasonal(51, 15, 40);
  const result = forecastMonthly(all.slice(0, 48), { horizon: 3 });

  it('is forecast by the model that tested better than seasonal naive', () => {
    expect(result.months.map(({ month, model }) => [month, model])).toEqual([
      ['2026-01-01', 'MSTL(12) + ETS'],
      ['2026-02-01', 'MSTL(12) + ETS'],
      ['2026-03-01', 'MSTL(12) + ETS'],
    ]);
    expect(result.backTest.origins).toBe(12);
    expect(result.backTest.wape).toBeLessThan(0.05);
    expect(result.backTest.seasonalNaiveWape).toBeGreaterThan(0.09);
  });

  it('comes close to what then happened', () => {
    for (const [index, { forecast }] of result.months.entries()) {
      expect(Math.abs(Number(forecast) / Number(all[48 + index]?.value) - 1)).toBeLessThan(0.06);
    }
  });

  it('has an interval that does not narrow with distance, in text with two decimals', () => {
    const widths = result.months.map(({ lower, upper }) => Number(upper) - Number(lower));
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    for (const { forecast, lower, upper } of result.months) {
      for (const text of [forecast, lower, upper]) expect(text).toMatch(/^\d+\.\d{2}$/);
    }
  });

  it('gives the same text every time', () => {
    expect(forecastMonthly([...all.slice(0, 48)].reverse(), { horizon: 3 })).toEqual(result);
  });

  it('leaves the running month out and forecasts it instead', () => {
    const running = [...all.slice(0, 48), { month: '2026-01-01', value: '3.50' }];
    expect(forecastMonthly(running, { horizon: 3, completeThrough: '2025-12-01' })).toEqual(result);
    expect(forecastMonthly(running, { horizon: 3 })).not.toEqual(result);
  });
});

describe('seasonal naive', () => {
  it('stays where it is not beaten', () => {
    const result = forecastMonthly(
      points(48, (index) => 100 * (index % 12)),
      { horizon: 2 },
    );
    expect(result.months.map(({ forecast, model }) => [forecast, model])).toEqual([
      ['0.00', 'seasonal naive'],
      ['100.00', 'seasonal naive'],
    ]);
    expect(result.backTest).toEqual({ origins: 12, wape: 0, seasonalNaiveWape: 0 });
  });

  it('serves between one and two years, tested where it can be', () => {
    const result = forecastMonthly(seasonal(18, 15, 0), { horizon: 3 });
    expect(result.months[0]?.model).toBe('seasonal naive');
    expect(result.backTest.origins).toBe(6);
    expect(result.backTest.wape).toBe(result.backTest.seasonalNaiveWape);
  });

  it('is not replaced on the evidence of one month', () => {
    expect(forecastMonthly(seasonal(25, 15, 0), { horizon: 3 }).months[0]?.model).toBe('seasonal naive');
    expect(forecastMonthly(seasonal(27, 15, 0), { horizon: 3 }).months[0]?.model).toBe('MSTL(12) + ETS');
  });
});

describe('little history', () => {
  it('of less than a year is continued by its recent mean, with no seasonal naive to compare with', () => {
    const result = forecastMonthly(
      points(4, (index) => 100 * (index + 1)),
      { horizon: 1 },
    );
    expect(result.months).toEqual([
      { month: '2022-05-01', forecast: '300.00', lower: null, upper: null, model: 'mean of last 3 months' },
    ]);
    expect(result.backTest.seasonalNaiveWape).toBeNull();
    // From one, two and three months: 100 for 200, 150 for 300, 200 for 400.
    expect(result.backTest.wape).toBe(0.5);
  });

  it('of one month says that nothing could be tested', () => {
    expect(
      forecastMonthly(
        points(1, () => 5),
        { horizon: 1 },
      ),
    ).toEqual({
      months: [
        { month: '2022-02-01', forecast: '5.00', lower: null, upper: null, model: 'mean of last 3 months' },
      ],
      backTest: { origins: 0, wape: null, seasonalNaiveWape: null },
    });
  });

  it('of none gives none', () => {
    expect(forecastMonthly([], { horizon: 3 }).months).toEqual([]);
    const later = forecastMonthly(
      points(3, () => 5),
      { horizon: 3, completeThrough: '2021-12-01' },
    );
    expect(later.months).toEqual([]);
  });
});

describe('awkward series', () => {
  it('count a silent month as nothing sold', () => {
    const gap = [
      { month: '2025-01-01', value: '90' },
      { month: '2025-03-01', value: '60.00' },
    ];
    expect(forecastMonthly(gap, { horizon: 1 }).months[0]?.forecast).toBe('50.00');
    const silent = forecastMonthly(gap, { horizon: 1, completeThrough: '2025-06-01' });
    expect(silent.months).toMatchObject([{ month: '2025-07-01', forecast: '0.00' }]);
  });

  it('do not fall below zero when they never have, and may when they have', () => {
    const falling = points(36, (index) => Math.max(0, 1000 - 40 * index));
    for (const { lower, forecast } of forecastMonthly(falling, { horizon: 6 }).months) {
      expect(Number(forecast)).toBeGreaterThanOrEqual(0);
      expect(Number(lower)).toBeGreaterThanOrEqual(0);
    }
    expect(
      forecastMonthly(
        points(3, () => -5),
        { horizon: 1 },
      ).months[0]?.forecast,
    ).toBe('-5.00');
  });

  it('of zeros stay zero, with nothing to weigh an error by', () => {
    const result = forecastMonthly(
      points(40, () => 0),
      { horizon: 2 },
    );
    expect(result.months.map(({ forecast, lower, upper }) => [forecast, lower, upper])).toEqual([
      ['0.00', '0.00', '0.00'],
      ['0.00', '0.00', '0.00'],
    ]);
    expect(result.backTest).toEqual({ origins: 12, wape: null, seasonalNaiveWape: null });
  });

  it.each([
    [[{ month: '2025-01-15', value: '1' }]],
    [[{ month: '2025-01-01', value: '1e3' }]],
    [
      [
        { month: '2025-01-01', value: '1' },
        { month: '2025-01-01', value: '2' },
      ],
    ],
  ])('that are malformed are refused: %j', (wrong) => {
    expect(() => forecastMonthly(wrong, { horizon: 1 })).toThrow(
      expect.objectContaining({ code: 'FORECAST_INVALID' }),
    );
  });
});
