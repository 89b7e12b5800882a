import { randomUUID } from 'node:crypto';
import type { Context } from '../../../activities/context.ts';
import { problemText } from '../../../activities/telling/channel/redacted.ts';
import { send } from '../../../activities/telling/channel/send.ts';
import { countOutcomes, deliverBatch, type Outcome } from '../../../activities/telling/deliver-messages.ts';
import type { Channel } from '../../../config/notify.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { deadLetters, messagesIn, reviveMessages } from '../../../ledger/message.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { counted, instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';

/** Sends a message that says what it is over one channel, or over each, past the outbox. Error: CHANNEL_UNKNOWN. */
export async function testChannels(context: Context, name: string | undefined): Promise<Answer> {
  const results = [];
  for (const channel of channelsNamed(context, name)) {
    const problem = await problemOf(context, channel);
    results.push({
      channel: channel.name,
      type: channel.type,
      ok: problem === undefined,
      problem: problem ?? null,
    });
  }
  const lines = results.map(({ channel, type, ok, problem }) =>
    ok ? `✓ ${channel} (${type}) has taken a message` : `✗ ${channel} (${type}): ${problem}`,
  );
  return {
    data: results,
    text: lines.join('\n') || 'yardstick.yaml names no channels under `notify.channels`.',
    failed: results.some(({ ok }) => !ok),
  };
}

async function problemOf({ project, now }: Context, channel: Channel): Promise<string | undefined> {
  const { name, language } = project.config.company;
  const zh = language === 'zh-CN';
  const content = {
    title: zh ? `${name}：测试消息` : `${name}: a test`,
    lines: [zh ? '收到这条消息，说明此渠道可用。' : 'Whoever reads this gets the messages of this channel.'],
    items: [{ event: 'test', channel: channel.name }],
  };
  const recipient = channel.type === 'email' ? (channel.to[0] ?? channel.from) : '';
  try {
    await send(channel, { id: randomUUID(), recipient, content, now: now(), language });
    return undefined;
  } catch (caught) {
    return problemText(caught, channel);
  }
}

function channelsNamed({ project }: Context, name: string | undefined): readonly Channel[] {
  const { channels } = project.config.notify;
  if (name === undefined) return channels;
  const found = channels.filter((channel) => channel.name === name);
  if (found.length > 0) return found;
  throw new YardstickError('CHANNEL_UNKNOWN', 'There is no such channel.', { subject: name });
}

/** Sends what is due now, without waiting for a worker. */
export async function sendDue(context: Context): Promise<Answer> {
  const outcomes = new Map<string, Outcome>();
  for (;;) {
    const batch = [...(await deliverBatch(context))];
    const isNews = batch.some(([id]) => !outcomes.has(id));
    for (const [id, outcome] of batch) outcomes.set(id, outcome);
    if (!isNews) break;
  }
  const total = countOutcomes(outcomes);
  const text = `${counted(total.sent, 'message')} sent, ${total.waiting} to be tried again, ${total.dead} given up.`;
  return { data: total, text, failed: total.waiting + total.dead > 0 };
}

/** Messages that were given up and why; with `retry` they are put back, all or those of a channel. Error: ORDER_REFUSED for an unknown one. */
export async function deadMessages(
  { db, project }: Context,
  { retry, channel }: { readonly retry?: boolean | undefined; readonly channel?: string | undefined },
): Promise<Answer> {
  const { company, notify } = project.config;
  // A channel that yardstick.yaml no longer names may have left messages behind.
  const left = (await deadLetters(db)).map((each) => each.channel);
  const channels = [...new Set([...notify.channels.map(({ name }) => name), ...left])];
  assertKnown(channel, channels, { what: 'channel', option: '--channel' });
  if (retry === true) {
    const revived = await reviveMessages(db, channel);
    return { data: { revived }, text: `${counted(revived, 'message')} will be tried again.` };
  }
  const dead = await messagesIn(db, 'dead', { channel });
  if (dead.length === 0) return { data: dead, text: 'No message was given up.' };
  const text = table(
    ['Channel', 'To', 'Written', 'Attempts', 'What', 'Why not'].map((title) => ({ title })),
    dead.map((each) => [
      ...[
        each.channel,
        each.recipient || '–',
        instant(each.writtenAt, company.timezone),
        String(each.attempts),
      ],
      ...[each.content.title, each.error ?? ''],
    ]),
  );
  return { data: dead, text };
}
