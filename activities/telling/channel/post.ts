import axios from 'axios';
import { z } from 'zod';

/** The receiver answered, and would answer the same again: trying is of no use until somebody mends it. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

const hopeless = new Set([400, 401, 403, 404, 405, 410]);

/** Posts a body and answers what came back as text. Throws NotTaken; other errors are worth another try. */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { status, data } = await axios.post<unknown>(url, body, {
    ...{ timeout: 10_000, maxRedirects: 0, responseType: 'text', transformResponse: (text: unknown) => text },
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    validateStatus: () => true,
    signal: AbortSignal.timeout(10_000),
  });
  const answer = String(data ?? '');
  if (status >= 200 && status < 300) return answer;
  const problem = `it answered ${status}${answer === '' ? '' : `: ${beginning(answer)}`}`;
  if (hopeless.has(status)) throw new NotTaken(problem);
  throw new Error(problem);
}

/** Chats answer 200 and say in the body what is wrong; a wrong address or signature is among that, and so are their limits. */
export function refuseCode(answer: string, names: readonly string[]): void {
  const body = z.record(z.string(), z.unknown()).safeParse(parsed(answer));
  const codes = names.flatMap((name) => (body.data?.[name] === undefined ? [] : [body.data[name]]));
  if (codes.length > 0 && codes.every((code) => code === 0)) return;
  throw new Error(`it answered ${answer === '' ? 'nothing' : beginning(answer)}`);
}

/** Longer than what is kept of a problem, so that no half of an address is at its end when addresses are taken out. */
function beginning(answer: string): string {
  return answer.slice(0, 2_000);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
