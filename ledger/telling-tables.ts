import type { Generated, GeneratedAlways } from 'kysely';
import type { Instant, Json } from './column-kinds.ts';

// What rules find in the published data, and what people are told of it and of runs.

export const severities = ['reminder', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Values behind a finding by name, as text. */
export type Evidence = Readonly<Record<string, string>>;

export interface AlertCauseTable {
  id: GeneratedAlways<number>;
  rule: string;
  /** What it is about; one cause per rule and subject is open at a time. */
  subject: string;
  severity: Severity;
  /** Whose it is; empty: nobody’s in particular. */
  employeeId: string;
  teamId: string;
  region: string;
  since: string | null;
  evidence: Json<Evidence>;
  /** The release it was last seen in. */
  release: number;
  firstSeen: Generated<Instant>;
  lastSeen: Generated<Instant>;
  /** When superiors were told as well. */
  escalatedAt: Instant | null;
  recoveredAt: Instant | null;
}

export type MessageState = 'waiting' | 'sent' | 'dead';

/** What a message says, before a channel gives it its form. */
export interface MessageContent {
  readonly title: string;
  readonly lines: readonly string[];
  /** So many lines are not told. */
  readonly more?: number;
  /** The things it tells of, for programs. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

export interface MessageTable {
  /** Travels with the message, so that a receiver can tell a repetition. */
  id: string;
  channel: string;
  /** An e-mail address; empty: whoever reads the channel. */
  recipient: string;
  content: Json<MessageContent>;
  state: Generated<MessageState>;
  attempts: Generated<number>;
  /** Not tried before; while it is being sent, when it may be tried again. */
  dueAt: Generated<Instant>;
  error: string | null;
  writtenAt: Generated<Instant>;
  sentAt: Instant | null;
}

export interface StatementReceiptTable {
  id: GeneratedAlways<number>;
  period: string;
  /** Number of the lock that published it. */
  version: number;
  employeeId: string;
  publishedAt: Instant;
  /** E-mail address of the account; null: not read yet. */
  readBy: string | null;
  readAt: Instant | null;
}
