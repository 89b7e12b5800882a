import { describe, expect, it } from 'vitest';
import { isCron } from './cron.ts';

describe('a cron expression', () => {
  it.each(['0 2 * * *', '*/15 8-18 * * MON-FRI', '0 0 1,15 jan-jun *', '5/10 0 31 12 7'])(
    'may be %s',
    (text) => {
      expect(isCron(text)).toBe(true);
    },
  );

  it.each([
    'now',
    '0 2 * *',
    '0 2 * * * *',
    '60 2 * * *',
    '0 24 * * *',
    '0 2 0 * *',
    '0 2 * 13 *',
    '0 2 * * 8',
    '0 2 * * x',
    '0/0 2 * * *',
    '1-2-3 2 * * *',
    '0 2 , * *',
    '5-1 * * * *',
    '5-x * * * *',
    '5- * * * *',
    '0 2 * * fri-mon',
    'mon 2 * * *',
    '0 2 * mon *',
    '0 2 * * jan',
    '',
  ])('is not %j', (text) => {
    expect(isCron(text)).toBe(false);
  });
});
