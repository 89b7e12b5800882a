import { createHmac } from 'node:crypto';
import type { ChatChannel } from '../../../config/notify.ts';
import type { Outgoing } from './outgoing.ts';
import { post, refuseCode } from './post.ts';
import { textOf } from './text.ts';

/**
 * A group robot of Feishu (飞书, Lark). Signed in the body: `timestamp` in seconds, `sign` the base64 of HMAC-SHA256 of
 * nothing under `timestamp\nsecret`. `code` 0 is taken.
 */
export async function sendFeishu({ url, secret }: ChatChannel, message: Outgoing): Promise<void> {
  const timestamp = String(Math.floor(message.now.getTime() / 1000));
  const signed =
    secret === undefined
      ? {}
      : { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
  const body = { ...signed, msg_type: 'text', content: { text: textOf(message, 18_000, { plain }) } };
  refuseCode(await post(url, JSON.stringify(body)), ['code', 'StatusCode']);
}

/** Feishu reads `<at user_id="all">` in texts as a mention. */
function plain(text: string): string {
  return text.replaceAll('<', '＜');
}
