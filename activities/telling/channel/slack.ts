import type { ChatChannel } from '../../../config/notify.ts';
import type { Outgoing } from './outgoing.ts';
import { post } from './post.ts';
import { textOf } from './text.ts';

/** An incoming webhook of Slack: plain text with `&`, `<` and `>` escaped, as Slack asks for. */
export async function sendSlack({ url }: ChatChannel, message: Outgoing): Promise<void> {
  const text = textOf(message, 20_000, { bullet: '• ', plain });
  await post(url, JSON.stringify({ text }));
}

function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
