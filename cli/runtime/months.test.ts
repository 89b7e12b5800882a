import { expect, test } from 'vitest';
import { monthNamed, monthsBetween } from './months.ts';

test('months are typed as 2026-03 and counted over the end of a year', () => {
  expect(monthNamed('2026-03')).toBe('2026-03-01');
  expect(monthNamed('2026-03-01')).toBe('2026-03-01');
  expect(monthsBetween('2025-12-01', '2026-02-01')).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
});

test('what is no month, or no span, is refused with advice', () => {
  expect(() => monthNamed('2026-13')).toThrow(expect.objectContaining({ code: 'ORDER_REFUSED' }));
  expect(() => monthsBetween('2026-02-01', '2026-01-01')).toThrow(
    expect.objectContaining({ code: 'ORDER_REFUSED' }),
  );
});
