import type { Channel } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import type { AlertCause, CauseChanges } from '../../ledger/alert-cause.ts';
import type { NewMessage } from '../../ledger/message.ts';
import type { ToldRule } from '../../models/alert/correction-overdue.ts';
import { recipientsOf } from './audience.ts';
import { type Event, type Language, lineOf, titleOf } from './wording.ts';

export interface Telling {
  readonly company: { readonly name: string; readonly language: Language };
  readonly channels: readonly Channel[];
  readonly rules: readonly ToldRule[];
  readonly accounts: readonly Account[];
  /** Names of employees by number. */
  readonly names: ReadonlyMap<string, string>;
}

interface Told {
  readonly event: Event;
  readonly cause: AlertCause;
}

/** One thing to be told of, and who has heard of it already. */
interface News {
  readonly event: Event;
  readonly cause: AlertCause;
  /** Those who were concerned before hear nothing new. */
  readonly before: AlertCause | undefined;
}

/** Chats refuse long messages and many messages: what changed together is told in one, in so many lines at most. */
const linesPerMessage = 20;

/** What each recipient of each channel is told of a change, in one message. Whoever heard of a cause hears that it is over. */
export function messagesOf(telling: Telling, changes: CauseChanges): readonly NewMessage[] {
  // A rule that is no more tells nothing, not even that its causes are over.
  const isKnown = new Set(telling.rules.map(({ declaration }) => declaration.key));
  const news = newsOf(changes).filter(({ cause }) => isKnown.has(cause.rule));
  return telling.channels.flatMap((channel) => {
    const told = new Map<string, Told[]>();
    for (const one of news)
      for (const recipient of recipientsOfNews(telling, channel, one)) {
        const line = { event: one.event, cause: one.cause };
        const known = told.get(recipient);
        if (known === undefined) told.set(recipient, [line]);
        else known.push(line);
      }
    return [...told].map(([recipient, all]) => ({
      ...{ channel: channel.name, recipient, content: contentOf(telling, channel, all) },
    }));
  });
}

/** A cause that is another’s now is new to them. That a reminder is done with is no news: nothing was wrong. */
function newsOf({ raised, moved, escalated, recovered }: CauseChanges): readonly News[] {
  const news = (event: Event) => (cause: AlertCause) => ({ event, cause, before: undefined });
  return [
    ...raised.map(news('raised')),
    ...moved.map(({ before, now }) => ({ event: 'raised' as const, cause: now, before })),
    ...escalated.map((cause) => ({
      ...{ event: 'escalated' as const, cause, before: { ...cause, escalatedAt: null } },
    })),
    ...recovered.filter(({ severity }) => severity !== 'reminder').map(news('recovered')),
  ];
}

function recipientsOfNews(
  { rules, accounts }: Telling,
  channel: Channel,
  { cause, before }: News,
): readonly string[] {
  const isPersonal = rules.some(({ declaration }) => declaration.key === cause.rule && declaration.score);
  const concerned = (by: AlertCause) =>
    recipientsOf(
      channel,
      { ...by, about: by.rule, escalated: by.escalatedAt !== null, isPersonal },
      accounts,
    );
  const heard = before === undefined ? [] : concerned(before);
  return concerned(cause).filter((recipient) => !heard.includes(recipient));
}

function contentOf(telling: Telling, channel: Channel, told: readonly Told[]): NewMessage['content'] {
  const counts = { raised: 0, escalated: 0, recovered: 0 };
  for (const { event } of told) counts[event] += 1;
  const shown = told.slice(0, linesPerMessage);
  // Programs take all of it, people as much as they read.
  const items = channel.type === 'json' ? told : shown;
  return {
    title: titleOf(telling.company.name, counts, telling.company.language),
    lines: shown.map((one) => wordingOf(telling, channel, one)),
    more: told.length - shown.length,
    items: items.map(({ event, cause }) => ({
      ...{ event, rule: cause.rule, subject: cause.subject, severity: cause.severity, cause: cause.id },
      ...{ employeeId: cause.employeeId, teamId: cause.teamId, since: cause.since, evidence: cause.evidence },
      ...{ firstSeen: cause.firstSeen },
    })),
  };
}

function wordingOf({ company, rules, names }: Telling, channel: Channel, { event, cause }: Told): string {
  const rule = rules.find(({ declaration }) => declaration.key === cause.rule);
  if (rule === undefined) return cause.subject;
  const number = cause.employeeId === '' ? '–' : cause.employeeId;
  const employee = channel.names ? (names.get(cause.employeeId) ?? number) : number;
  return lineOf(rule, cause, { event, language: company.language, employee });
}
