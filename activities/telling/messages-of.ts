import type { Channel } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import type { AlertCause, CauseChanges } from '../../ledger/alert-cause.ts';
import type { NewMessage } from '../../ledger/message.ts';
import type { AlertRule } from '../../models/alert/rule.ts';
import { recipientsOf } from './audience.ts';
import { type Event, type Language, lineOf, titleOf } from './wording.ts';

export interface Telling {
  readonly company: { readonly name: string; readonly language: Language };
  readonly channels: readonly Channel[];
  readonly rules: readonly AlertRule[];
  readonly accounts: readonly Account[];
  /** Names of employees by number. */
  readonly names: ReadonlyMap<string, string>;
}

interface Told {
  readonly event: Event;
  readonly cause: AlertCause;
  readonly line: string;
}

/** Chats refuse long messages and many messages: what changed together is told together, so many lines a message. */
const linesPerMessage = 20;

/** What each recipient of each channel is told of a change, bundled. Whoever heard of a cause hears that it is over. */
export function messagesOf(telling: Telling, changes: CauseChanges): readonly NewMessage[] {
  return telling.channels.flatMap((channel) => {
    const told = new Map<string, Told[]>();
    for (const event of ['raised', 'escalated', 'recovered'] as const)
      for (const cause of changes[event])
        for (const [recipient, one] of toldOf(telling, channel, event, cause))
          told.set(recipient, [...(told.get(recipient) ?? []), one]);
    return [...told].flatMap(([recipient, all]) =>
      bundles(all).map((part) => ({ channel: channel.name, recipient, content: contentOf(telling, part) })),
    );
  });
}

function toldOf(
  { company, rules, accounts, names }: Telling,
  channel: Channel,
  event: Event,
  cause: AlertCause,
): readonly (readonly [string, Told])[] {
  const rule = rules.find(({ declaration }) => declaration.key === cause.rule);
  if (rule === undefined) return [];
  const escalated = cause.escalatedAt !== null;
  const concern = { ...cause, about: cause.rule, escalated };
  const now = recipientsOf(channel, concern, accounts);
  // Of an escalation only those hear who had not heard before.
  const before =
    event === 'escalated' ? recipientsOf(channel, { ...concern, escalated: false }, accounts) : [];
  const number = cause.employeeId === '' ? '–' : cause.employeeId;
  const employee = channel.names ? (names.get(cause.employeeId) ?? number) : number;
  const line = lineOf(rule, cause, { event, language: company.language, employee });
  return now
    .filter((recipient) => !before.includes(recipient))
    .map((recipient) => [recipient, { event, cause, line }] as const);
}

function contentOf({ company }: Telling, told: readonly Told[]): NewMessage['content'] {
  const counts = { raised: 0, escalated: 0, recovered: 0 };
  for (const { event } of told) counts[event] += 1;
  return {
    title: titleOf(company.name, counts, company.language),
    lines: told.map(({ line }) => line),
    items: told.map(({ event, cause }) => ({
      ...{ event, rule: cause.rule, subject: cause.subject, severity: cause.severity, cause: cause.id },
      ...{ employeeId: cause.employeeId, teamId: cause.teamId, since: cause.since, evidence: cause.evidence },
      ...{ firstSeen: cause.firstSeen },
    })),
  };
}

function bundles(told: readonly Told[]): readonly (readonly Told[])[] {
  const count = Math.ceil(told.length / linesPerMessage);
  return Array.from({ length: count }, (_, n) => told.slice(n * linesPerMessage, (n + 1) * linesPerMessage));
}
