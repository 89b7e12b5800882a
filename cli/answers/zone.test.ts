import { expect, test } from 'vitest';
import { lastTimeOfDay } from './zone.ts';

test('the last 06:30 of a zone is today after that hour, else yesterday', () => {
  const at = (iso: string) => lastTimeOfDay(new Date(iso), '06:30', 'Asia/Shanghai').toISOString();
  expect(at('2026-03-01T00:00:00.000Z')).toBe('2026-02-28T22:30:00.000Z');
  expect(at('2026-02-28T22:00:00.000Z')).toBe('2026-02-27T22:30:00.000Z');
});
