import { createHmac } from 'node:crypto';
import type { ChatChannel } from '../../../config/notify.ts';
import type { Outgoing } from './outgoing.ts';
import { post } from './post.ts';
import { textOf } from './text.ts';

/**
 * Any program: JSON of `id`, `title`, `text` and `items`, with what a single item says beside them. The header
 * `Idempotency-Key` is the id. With a secret, `X-Yardstick-Signature` is `sha256=` and the hex HMAC-SHA256 of
 * `X-Yardstick-Timestamp`, a dot and the body.
 */
export async function sendJson({ url, secret }: ChatChannel, message: Outgoing): Promise<void> {
  const { id, content, now } = message;
  const { title, items } = content;
  const [only] = items.length === 1 ? items : [];
  const text = textOf(message, 100_000);
  const body = JSON.stringify({ ...only, id, title, text, items });
  await post(url, body, { 'Idempotency-Key': id, ...signature(secret, now, body) });
}

function signature(secret: string | undefined, now: Date, body: string): Readonly<Record<string, string>> {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const hex = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'X-Yardstick-Timestamp': timestamp, 'X-Yardstick-Signature': `sha256=${hex}` };
}
