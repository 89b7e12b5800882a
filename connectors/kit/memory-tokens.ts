import type { AccessToken, TokenCache } from './connector.ts';

/** Access tokens of one process, refreshed by one caller at a time. Workers share theirs through the ledger. */
export function createMemoryTokens(now: () => Date = () => new Date()): TokenCache {
  const tokens = new Map<string, Promise<AccessToken>>();
  const renew = (key: string, fetchToken: () => Promise<AccessToken>): Promise<AccessToken> => {
    const pending = fetchToken();
    tokens.set(key, pending);
    pending.catch(() => tokens.delete(key));
    return pending;
  };
  return {
    async get(key, refresh, signal) {
      const pending = tokens.get(key);
      if (pending === undefined) return renew(key, () => refresh(signal));
      const held = await pending;
      if ((held.expiresAt ?? Number.POSITIVE_INFINITY) > now().getTime()) return held;
      const newer = tokens.get(key);
      return newer === undefined || newer === pending ? renew(key, () => refresh(signal)) : newer;
    },
    async forget(key, token) {
      const held = await tokens.get(key);
      if (held?.value === token.value) tokens.delete(key);
    },
  };
}
