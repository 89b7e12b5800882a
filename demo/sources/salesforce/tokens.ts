import { createHmac, timingSafeEqual } from 'node:crypto';

/** Access tokens that carry their own end and signature, so that they survive a restart of the server. */
export interface Tokens {
  issue(now: number): string;
  isValid(token: string, now: number): boolean;
}

export function signedTokens(secret: string, lifetimeMs: number): Tokens {
  const sign = (until: string): string => createHmac('sha256', secret).update(until).digest('base64url');
  return {
    issue: (now) => {
      const until = String(now + lifetimeMs);
      return `00DQH0000000001!${until}.${sign(until)}`;
    },
    isValid: (token, now) => {
      const [, until = '', signature = ''] = /^00DQH0000000001!(\d+)\.([\w-]+)$/.exec(token) ?? [];
      const expected = Buffer.from(sign(until));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected) && Number(until) > now;
    },
  };
}
