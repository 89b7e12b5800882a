import { createHmac } from 'node:crypto';
import type { ChatChannel } from '../../../config/notify.ts';
import { plainInMarkdown } from './markdown.ts';
import type { Outgoing } from './outgoing.ts';
import { post, refuseCode } from './post.ts';
import { textOf } from './text.ts';

/**
 * A group robot of DingTalk (钉钉). Signed by parameters of the address: `timestamp` in milliseconds, `sign` the base64 of
 * HMAC-SHA256 of `timestamp\nsecret` under the secret. `errcode` 0 is taken.
 */
export async function sendDingtalk({ url, secret }: ChatChannel, message: Outgoing): Promise<void> {
  const address = new URL(url);
  if (secret !== undefined) {
    const timestamp = String(message.now.getTime());
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    address.searchParams.set('timestamp', timestamp);
    address.searchParams.set('sign', sign);
  }
  const text = textOf(message, 18_000, { plain: plainInMarkdown });
  const body = { msgtype: 'markdown', markdown: { title: message.content.title, text } };
  refuseCode(await post(address.href, JSON.stringify(body)), ['errcode']);
}
