import { type HttpReply, judgeStatus } from '../kit/http-reply.ts';
import { isJsonObject, type JsonValue, parseLosslessJson } from '../kit/lossless-json.ts';
import type { Failure, Verdict } from '../kit/verdict.ts';

/** The 24 hours of the daily limit roll, so calls come back bit by bit. */
const quotaPauseMs = 60 * 60 * 1000;

const transient = ['SERVER_UNAVAILABLE', 'REQUEST_RUNNING_TOO_LONG', 'API_ERROR', 'UNKNOWN_EXCEPTION'];
const forbidden = ['INSUFFICIENT_ACCESS', 'API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED'];

/** What a Salesforce reply means. Errors come as `[{errorCode, message}]`. */
export function judgeSalesforce(reply: HttpReply, now: Date): Verdict {
  if (reply.status >= 200 && reply.status < 300) return { kind: 'ok' };
  const { code, message } = errorOf(reply);
  if (code === undefined) return judgeStatus(reply, now);
  return isExpiredLocator(reply) || isQueryTimeout(reply)
    ? { kind: 'ok' }
    : judgeCode(code, message, reply, now);
}

/** A query locator lives two days; the caller goes on from the last row instead. */
export function isExpiredLocator(reply: HttpReply): boolean {
  return reply.status >= 400 && errorOf(reply).code === 'INVALID_QUERY_LOCATOR';
}

/** The query goes through more rows than two minutes allow; the caller asks for fewer at a time, or does without. */
export function isQueryTimeout(reply: HttpReply): boolean {
  return reply.status >= 400 && errorOf(reply).code === 'QUERY_TIMEOUT';
}

function judgeCode(code: string, message: string, reply: HttpReply, now: Date): Verdict {
  if (code === 'REQUEST_LIMIT_EXCEEDED') return judgeLimit(message);
  if (transient.includes(code)) return { kind: 'transient', reason: `Salesforce answered ${code}.` };
  if (code === 'INVALID_SESSION_ID' || reply.status === 401)
    return { kind: 'auth', reason: `Salesforce refused the session (${code}).` };
  if (forbidden.some((start) => code.startsWith(start)))
    return { kind: 'auth', reason: `Salesforce refused access (${code}).` };
  const general = judgeStatus(reply, now);
  if (general.kind === 'transient' || general.kind === 'throttled')
    return { ...general, reason: `Salesforce answered ${code}.` };
  return { kind: 'contract', reason: `Salesforce answered ${code}${fieldIn(message)}.` };
}

/** One code for two limits; only the message tells which. */
function judgeLimit(message: string): Failure {
  return /concurrent/i.test(message)
    ? { kind: 'throttled', reason: 'Too many requests run at once.' }
    : { kind: 'quota', reason: 'The daily API calls are used up.', retryAfterMs: quotaPauseMs };
}

/** The name of the field or object at fault; the rest of the message may quote the query. */
function fieldIn(message: string): string {
  const found = /(?:column|field|sobject type|relationship) '?([A-Za-z][\w.]*)'?/i.exec(message)?.[1];
  return found === undefined ? '' : ` about ${found}`;
}

function errorOf(reply: HttpReply): { readonly code: string | undefined; readonly message: string } {
  const body = bodyOf(reply);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isJsonObject(first)) return { code: undefined, message: '' };
  const code = first.errorCode ?? first.error;
  const message = first.message;
  return {
    code: typeof code === 'string' && /^\w+$/.test(code) ? code : undefined,
    message: typeof message === 'string' ? message : '',
  };
}

function bodyOf(reply: HttpReply): JsonValue {
  try {
    return parseLosslessJson(reply.text);
  } catch {
    return null;
  }
}
