import { expect, it } from 'vitest';
import { chartUnit, inUnit } from './chart-unit.ts';

it('gives a chart one unit, named once', () => {
  const zh = chartUnit([18_500_000, 9_000_000], 'money', 'zh', 'CNY');
  expect(zh).toEqual({ divisor: 1e4, label: '万元', decimals: 0 });
  expect(inUnit(18_500_000, zh, 'money')).toBe('1,850');
  const en = chartUnit([18_500_000, 9_000_000], 'money', 'en', 'CNY');
  expect(en.label).toBe('CNY M');
  expect(inUnit(9_000_000, en, 'money')).toBe('9.0');
});

it('names another currency and leaves ratios and counts alone', () => {
  expect(chartUnit([5e6], 'money', 'en', 'EUR').label).toBe('EUR M');
  expect(chartUnit([5e6], 'money', 'zh', 'EUR').label).toBe('万 EUR');
  expect(chartUnit([0.4], 'percent', 'zh', 'CNY').label).toBe('');
  expect(inUnit(0.4, chartUnit([0.4], 'percent', 'zh', 'CNY'), 'percent')).toBe('40.0%');
});
