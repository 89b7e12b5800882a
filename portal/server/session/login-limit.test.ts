import { describe, expect, it } from 'vitest';
import { LoginLimit } from './login-limit.ts';

const noon = Date.parse('2026-10-01T12:00:00Z');

describe('the limit of a login', () => {
  it('refuses until the minute is over, and says how long that is', () => {
    let now = noon;
    const limit = new LoginLimit(2, () => new Date(now));
    limit.charge('rep@example.com');
    now += 20_000;
    limit.charge(' Rep@Example.com ');
    expect(() => limit.charge('rep@example.com')).toThrow(
      expect.objectContaining({ code: 'PORTAL_TOO_MANY', retryAfterMs: 40_000 }),
    );
    now += 40_000;
    limit.charge('rep@example.com');
  });

  it('is no longer once refused: knocking on does not extend it', () => {
    let now = noon;
    const limit = new LoginLimit(1, () => new Date(now));
    limit.charge('rep@example.com');
    for (now += 1_000; now < noon + 60_000; now += 1_000) {
      expect(() => limit.charge('rep@example.com')).toThrow();
    }
    limit.charge('rep@example.com');
  });

  it('begins anew after a right password', () => {
    const limit = new LoginLimit(2, () => new Date(noon));
    for (let round = 0; round < 5; round += 1) {
      limit.charge('rep@example.com');
      limit.charge('rep@example.com');
      limit.forgive('REP@example.com');
    }
  });

  it('remembers ten thousand logins and then forgets the oldest', () => {
    const limit = new LoginLimit(1, () => new Date(noon));
    for (let index = 0; index < 10_000; index += 1) limit.charge(`${index}@example.com`);
    expect(() => limit.charge('0@example.com')).toThrow();
    limit.charge('one-more@example.com');
    limit.charge('0@example.com');
    expect(() => limit.charge('2@example.com')).toThrow();
  });
});
