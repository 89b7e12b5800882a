import type { Channel } from '../../config/notify.ts';
import { claimMessage, type Message, markSent, markUnsent } from '../../ledger/message.ts';
import type { Context } from '../context.ts';
import { NotTaken } from './channel/post.ts';
import { problemText } from './channel/redacted.ts';
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

export type Outcome = keyof Delivered;

interface Patience {
  readonly patienceSeconds?: number;
  readonly signal?: AbortSignal;
}

const attempts = 8;
const batch = 10;

/** Sends messages of the outbox that are due, as `deliverBatch` does, and counts what became of them. */
export async function deliverMessages(context: Delivering, patience: Patience = {}): Promise<Delivered> {
  return countOutcomes(await deliverBatch(context, patience));
}

/**
 * Sends messages of the outbox that are due, at most ten, one after the other, and tells what became of each by its id. A message is
 * marked after it was taken: whoever dies between the two lets it be sent once more under the same id. What is not taken waits half
 * a minute, one, two, … at most an hour, and is dead after eight attempts, or at once where the receiver says that it will never
 * take it; its channel is left alone for the rest of the batch. Throws, after the others had their turn, what kept a message from
 * being marked.
 */
export async function deliverBatch(
  context: Delivering,
  { patienceSeconds = 120, signal }: Patience = {},
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const resting = new Set<string>();
  const failures: unknown[] = [];
  for (let turn = 0; turn < batch && signal?.aborted !== true; turn += 1) {
    const message = await claimMessage(context.db, { resting: [...resting], patienceSeconds });
    if (message === undefined) break;
    try {
      const outcome = await deliver(context, message);
      outcomes.set(message.id, outcome);
      if (outcome === 'waiting') resting.add(message.channel);
    } catch (caught) {
      // It is due again once patience is over.
      failures.push(caught);
    }
  }
  if (failures.length > 0) throw failures[0];
  return outcomes;
}

export function countOutcomes(outcomes: ReadonlyMap<string, Outcome>): Delivered {
  const count = (wanted: Outcome) => [...outcomes.values()].filter((outcome) => outcome === wanted).length;
  return { sent: count('sent'), waiting: count('waiting'), dead: count('dead') };
}

async function deliver(context: Delivering, message: Message): Promise<Outcome> {
  const { id, recipient, content } = message;
  const { notify, company } = context.project.config;
  const channel = notify.channels.find(({ name }) => name === message.channel);
  const problem = await problemOf(channel, async () => {
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

async function problemOf(
  channel: Channel | undefined,
  work: () => Promise<void>,
): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (caught) {
    return { error: problemText(caught, channel), hopeless: caught instanceof NotTaken };
  }
}
