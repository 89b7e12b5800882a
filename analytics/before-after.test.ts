import { expect, it } from 'vitest';
import { beforeAfter } from './before-after.ts';

const figure = (month: string, numerator: string, denominator: string | null = null) => ({
  ...{ month: `${month}-01`, numerator, denominator },
});

it('compares windows of equal length, over the turn of a year', () => {
  const sales = [figure('2025-10', '999'), figure('2025-11', '100'), figure('2025-12', '200')];
  const rows = [...sales, figure('2026-01', '240'), figure('2026-02', '150'), figure('2026-03', '999')];
  expect(beforeAfter(rows, '2026-01-01', 2)).toMatchObject({
    before: { from: '2025-11-01', until: '2026-01-01', value: 300 },
    after: { from: '2026-01-01', until: '2026-03-01', value: 390 },
    ...{ difference: 90, change: 0.3 },
  });
});

it('adds parts before it divides', () => {
  const rows = [figure('2026-01', '1', '2'), figure('2026-02', '9', '10'), figure('2026-03', '3', '4')];
  const { before, after } = beforeAfter(rows, '2026-03-01', 2);
  expect(before).toMatchObject({ numerator: '10', denominator: '12', value: 10 / 12, told: 2 });
  expect(after).toMatchObject({ value: 0.75, told: 1 });
});

it('does not compare sums of unlike numbers of months', () => {
  const rows = [figure('2026-01', '10'), figure('2026-02', '10'), figure('2026-03', '15')];
  expect(beforeAfter(rows, '2026-03-01', 2)).toMatchObject({
    ...{ before: { value: 20 }, after: { value: 15, told: 1 }, difference: null, change: null },
  });
  expect(beforeAfter(rows, '2026-03-01', 1)).toMatchObject({ difference: 5, change: 0.5 });
});

it('is not applicable without a base, rather than zero', () => {
  const rows = [figure('2026-01', '0', '0'), figure('2026-02', '1', '2')];
  expect(beforeAfter(rows, '2026-02-01', 1)).toMatchObject({
    ...{ before: { value: null }, after: { value: 0.5 }, difference: null, change: null },
  });
  expect(beforeAfter([], '2026-02-01', 1).after).toMatchObject({ told: 0, value: null });
});
