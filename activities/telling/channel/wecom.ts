import type { ChatChannel } from '../../../config/notify.ts';
import { plainInMarkdown } from './markdown.ts';
import type { Outgoing } from './outgoing.ts';
import { post, refuseCode } from './post.ts';
import { textOf } from './text.ts';

const form = { bullet: '> ', plain: plainInMarkdown };

/** A group robot of WeCom (企业微信): markdown of at most 4,096 bytes; `errcode` 0 is taken. */
export async function sendWecom({ url }: ChatChannel, message: Outgoing): Promise<void> {
  const body = { msgtype: 'markdown', markdown: { content: textOf(message, 4_000, form) } };
  refuseCode(await post(url, JSON.stringify(body)), ['errcode']);
}
