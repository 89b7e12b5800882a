import type { Verdict } from './verdict.ts';

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The judgement every HTTP source shares; connectors look at their vendor's body first. */
export function judgeStatus(reply: HttpReply, now: Date): Verdict {
  const { status } = reply;
  if (status >= 200 && status < 300) return { kind: 'ok' };
  const reason = `The source answered with status ${status}.`;
  if (status === 401 || status === 403) return { kind: 'auth', reason };
  if (status === 429) return { kind: 'throttled', reason, ...pauseOf(reply, now) };
  if (status === 503 && reply.headers['retry-after'] !== undefined)
    return { kind: 'throttled', reason, ...pauseOf(reply, now) };
  if (status >= 500 || status === 408 || status === 406 || status === 420)
    return { kind: 'transient', reason };
  return { kind: 'contract', reason };
}

/** `Retry-After` in its two forms: seconds, or an HTTP date. */
export function pauseOf(reply: HttpReply, now: Date): { readonly retryAfterMs?: number } {
  const header = reply.headers['retry-after']?.trim();
  if (header === undefined || header === '') return {};
  if (/^\d+$/.test(header)) return { retryAfterMs: Number(header) * 1000 };
  const until = Date.parse(header);
  return Number.isNaN(until) ? {} : { retryAfterMs: Math.max(0, until - now.getTime()) };
}

/** The source's clock, from its `Date` header; whole seconds. */
export function serverTime(reply: HttpReply): Date | undefined {
  const time = Date.parse(reply.headers.date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}
