import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { chunksOf } from './chunks.ts';
import type { LedgerDb } from './schema.ts';
import type { MessageContent, MessageTable } from './telling-tables.ts';

export type Message = Readonly<Selectable<MessageTable>>;

export interface NewMessage {
  readonly channel: string;
  /** An e-mail address; empty: whoever reads the channel. */
  readonly recipient: string;
  readonly content: MessageContent;
}

/** Puts messages into the outbox, in the transaction of what they tell of. Nothing is sent yet. */
export async function writeMessages(db: LedgerDb, messages: readonly NewMessage[]): Promise<void> {
  const rows = messages.map(({ channel, recipient, content }) => ({
    ...{ id: randomUUID(), channel, recipient, content: JSON.stringify(content) },
  }));
  for (const part of chunksOf(rows)) await db.insertInto('message').values(part).execute();
}

/**
 * Takes the oldest message that is due, for `patienceSeconds`: whoever dies while sending leaves it to others after that, and it is
 * sent once more under the same id. Messages of `resting` channels are left alone. Nothing: none is due.
 */
export async function claimMessage(
  db: LedgerDb,
  { resting, patienceSeconds }: { readonly resting: readonly string[]; readonly patienceSeconds: number },
): Promise<Message | undefined> {
  const due = db
    .selectFrom('message')
    .select('id')
    .where('state', '=', 'waiting')
    .where('dueAt', '<=', sql<string>`clock_timestamp()`)
    .where(sql<boolean>`NOT channel = ANY(${resting})`)
    .orderBy('dueAt')
    .limit(1)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('message')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), dueAt: secondsFromNow(patienceSeconds) }))
    .where('id', 'in', due)
    .returningAll()
    .executeTakeFirst();
}

export async function markSent(db: LedgerDb, id: string): Promise<void> {
  await db
    .updateTable('message')
    .set({ state: 'sent', sentAt: sql<string>`clock_timestamp()`, error: null })
    .where('id', '=', id)
    .execute();
}

/** It was not taken: tried again after so many seconds, or, without them, left as dead for a person to look at. */
export async function markUnsent(
  db: LedgerDb,
  id: string,
  { error, retrySeconds }: { readonly error: string; readonly retrySeconds?: number },
): Promise<void> {
  await db
    .updateTable('message')
    .set(
      retrySeconds === undefined
        ? { state: 'dead', error }
        : { state: 'waiting', error, dueAt: secondsFromNow(retrySeconds) },
    )
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** The newest messages in one state, of one channel or of all, the newest first. */
export async function messagesIn(
  db: LedgerDb,
  state: Message['state'],
  { channel, limit = 100 }: { readonly channel?: string | undefined; readonly limit?: number } = {},
): Promise<readonly Message[]> {
  let found = db.selectFrom('message').selectAll().where('state', '=', state);
  if (channel !== undefined) found = found.where('channel', '=', channel);
  return found.orderBy('writtenAt', 'desc').limit(limit).execute();
}

export interface DeadLetters {
  readonly channel: string;
  readonly messages: number;
  /** Of the newest one. */
  readonly error: string;
}

/** Channels with messages that could not be delivered. */
export async function deadLetters(db: LedgerDb): Promise<readonly DeadLetters[]> {
  const rows = await db
    .selectFrom('message')
    .select(({ fn }) => [
      'channel',
      fn.countAll<number>().as('messages'),
      sql<string>`(array_agg(error ORDER BY written_at DESC))[1]`.as('error'),
    ])
    .where('state', '=', 'dead')
    .groupBy('channel')
    .orderBy('channel')
    .execute();
  return rows.map((row) => ({ ...row, messages: Number(row.messages) }));
}

/** Lets the dead letters of a channel, or of all, be tried again from the beginning; how many. */
export async function reviveMessages(db: LedgerDb, channel?: string): Promise<number> {
  let update = db
    .updateTable('message')
    .set({ state: 'waiting', attempts: 0, dueAt: sql<string>`clock_timestamp()` })
    .where('state', '=', 'dead');
  if (channel !== undefined) update = update.where('channel', '=', channel);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

function secondsFromNow(seconds: number) {
  return sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`;
}
