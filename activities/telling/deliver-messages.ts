import { claimMessages, type Message, markSent, markUnsent } from '../../ledger/message.ts';
import type { Context } from '../context.ts';
import { NotTaken } from './channel/post.ts';
import { send } from './channel/send.ts';
import type { Language } from './wording.ts';

/** As much of a context as delivering needs. */
export interface Delivering extends Pick<Context, 'db' | 'now'> {
  readonly project: {
    readonly config: Pick<Context['project']['config'], 'notify'> & {
      readonly company: { readonly language: Language };
    };
  };
}

export interface Delivered {
  readonly sent: number;
  /** Tried in vain and to be tried again. */
  readonly waiting: number;
  /** Given up. */
  readonly dead: number;
}

type Outcome = keyof Delivered;

const attempts = 8;

/**
 * Sends messages of the outbox that are due, at most ten. A message is marked after it was taken: whoever dies between the two lets it
 * be sent once more under the same id. What is not taken waits half a minute, one, two, … at most an hour, and is dead after eight
 * attempts, or at once where the receiver says that it will never take it.
 */
export async function deliverMessages(
  context: Delivering,
  {
    patienceSeconds = 120,
    signal,
  }: { readonly patienceSeconds?: number; readonly signal?: AbortSignal } = {},
): Promise<Delivered> {
  const outcomes: Outcome[] = [];
  for (const message of await claimMessages(context.db, { limit: 10, patienceSeconds })) {
    // What is left over is due again once patience is over.
    if (signal?.aborted === true) break;
    outcomes.push(await deliver(context, message));
  }
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return { sent: count('sent'), waiting: count('waiting'), dead: count('dead') };
}

async function deliver(context: Delivering, message: Message): Promise<Outcome> {
  const { id, recipient, content } = message;
  const problem = await problemOf(async () => {
    const { notify, company } = context.project.config;
    const channel = notify.channels.find(({ name }) => name === message.channel);
    if (channel === undefined) throw new NotTaken('yardstick.yaml has no such channel any more');
    await send(channel, { id, recipient, content, now: context.now(), language: company.language });
  });
  if (problem === undefined) {
    await markSent(context.db, id);
    return 'sent';
  }
  const { error, hopeless } = problem;
  if (hopeless || message.attempts >= attempts) {
    await markUnsent(context.db, id, { error });
    return 'dead';
  }
  const retrySeconds = Math.min(3_600, 30 * 2 ** (message.attempts - 1));
  await markUnsent(context.db, id, { error, retrySeconds });
  return 'waiting';
}

interface Problem {
  readonly error: string;
  readonly hopeless: boolean;
}

/** Addresses of chats are secrets: what is kept of an error says nothing of where it was sent. */
async function problemOf(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (caught) {
    const error = (caught instanceof Error ? caught.message : String(caught)).replaceAll(
      /https?:\/\/\S+/g,
      '(address)',
    );
    return { error: error.slice(0, 500), hopeless: caught instanceof NotTaken };
  }
}
