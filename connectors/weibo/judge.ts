import { type HttpReply, judgeStatus } from '../kit/http-reply.ts';
import { textOf } from '../kit/json-fields.ts';
import { isJsonObject, type JsonValue, parseLosslessJson } from '../kit/lossless-json.ts';
import type { Verdict } from '../kit/verdict.ts';

const throttled = ['10004', '10022', '10023', '10024'];
const refused = ['21301', '21314', '21315', '21316', '21317', '21327', '21332'];
const passing = ['10001', '10009', '10010'];
const goneCodes = ['20101', '20003'];
const hour = 60 * 60 * 1000;

/** What a Weibo reply means: errors are told by `error_code` in the body, whatever the status. */
export function judgeWeibo(reply: HttpReply, now: Date): Verdict {
  const code = errorCode(reply);
  if (code === undefined) return judgeStatus(reply, now);
  if (goneCodes.includes(code)) return { kind: 'ok' };
  const reason = `Weibo answered with error ${code}.`;
  if (throttled.includes(code)) return { kind: 'throttled', reason, retryAfterMs: untilNextHour(now) };
  if (refused.includes(code))
    return {
      kind: 'auth',
      reason: `Weibo refused the access token (error ${code}): authorise the account again.`,
    };
  if (passing.includes(code) || reply.status >= 500) return { kind: 'transient', reason };
  return { kind: 'contract', reason };
}

/** The post does not exist any more. */
export function isGone(reply: HttpReply): boolean {
  const code = errorCode(reply);
  return code !== undefined && goneCodes.includes(code);
}

/** Budgets are counted by the clock hour. */
function untilNextHour(now: Date): number {
  return hour - (now.getTime() % hour);
}

/** Number or text; undefined where the body is no error. */
function errorCode(reply: HttpReply): string | undefined {
  if (!reply.text.includes('"error_code"')) return undefined;
  const body = bodyOf(reply);
  return isJsonObject(body) ? textOf(body.error_code) : undefined;
}

function bodyOf(reply: HttpReply): JsonValue {
  try {
    return parseLosslessJson(reply.text);
  } catch {
    return null;
  }
}
