import type { Channel } from '../../../config/notify.ts';
import { sendDingtalk } from './dingtalk.ts';
import { sendEmail } from './email.ts';
import { sendFeishu } from './feishu.ts';
import { sendJson } from './json.ts';
import type { Outgoing } from './outgoing.ts';
import { sendSlack } from './slack.ts';
import { sendWecom } from './wecom.ts';

/** Hands a message to its channel. Throws NotTaken, or whatever the network threw. */
export async function send(channel: Channel, message: Outgoing): Promise<void> {
  switch (channel.type) {
    case 'wecom':
      return sendWecom(channel, message);
    case 'dingtalk':
      return sendDingtalk(channel, message);
    case 'feishu':
      return sendFeishu(channel, message);
    case 'slack':
      return sendSlack(channel, message);
    case 'json':
      return sendJson(channel, message);
    case 'email':
      return sendEmail(channel, message);
  }
}
