import { expect, it } from 'vitest';
import { ago, clock, dayText, monthText, monthTick } from './date.ts';
import { periodOf } from './period.ts';

it('writes days and months as each language does', () => {
  expect(dayText('2026-09-30', 'zh')).toBe('2026-09-30');
  expect(dayText('2026-09-30', 'en')).toBe('30 Sep 2026');
  expect(monthText('2026-09-01', 'zh')).toBe('2026年9月');
  expect(monthText('2026-09-01', 'en')).toBe('Sep 2026');
  expect(monthTick('2026-01-01', 'zh')).toBe('1月\n2026');
  expect(monthTick('2026-02-01', 'en')).toBe('Feb');
});

it('tells how long ago something was', () => {
  const now = Date.parse('2026-09-30T12:00:00Z');
  expect(ago('2026-09-30T11:57:00Z', now, 'zh')).toBe('3 分钟前');
  expect(ago('2026-09-30T11:00:00Z', now, 'en')).toBe('1 h ago');
  expect(ago('2026-09-20T12:00:00Z', now, 'en')).toBe('10 days ago');
});

it('shows the clock of the company, not of the browser', () => {
  expect(clock('2026-09-30T02:32:00Z', 'Asia/Shanghai', '2026-09-30', 'zh')).toBe('10:32');
  expect(clock('2026-09-29T16:30:00Z', 'Asia/Shanghai', '2026-10-01', 'en')).toBe('30 Sep 2026 00:30');
});

it('cuts periods on calendar months, across the new year as well', () => {
  expect(periodOf('month', '2026-01-15')).toEqual({ from: '2026-01-01', to: '2026-01-15' });
  expect(periodOf('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(periodOf('quarter', '2026-05-15')).toEqual({ from: '2026-04-01', to: '2026-05-15' });
  expect(periodOf('year', '2026-05-15')).toEqual({ from: '2026-01-01', to: '2026-05-15' });
  expect(periodOf('last-12', '2026-05-15')).toEqual({ from: '2025-06-01', to: '2026-05-15' });
});
