import { YardstickError } from '../../errors/yardstick-error.ts';
import { runById } from '../../ledger/run.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { RunOrder } from '../../workflows/operations.ts';
import type { Answer } from '../command.ts';
import { assetNamed } from '../runtime/asset-named.ts';
import type { Connection } from '../runtime/connect.ts';
import { cancelRun, orderRun, whoAsks } from '../runtime/desk.ts';
import { followRun } from '../runtime/follow-run.ts';
import { knownMonths, requireKnown } from '../runtime/known-months.ts';
import { lockedPeriods, lockedPeriodsText } from '../runtime/locked-periods.ts';
import { monthNamed, monthOf, monthsBetween } from '../runtime/months.ts';
import { takeInPlans } from '../runtime/take-in-plans.ts';
import { liveView } from '../text/live.ts';
import { runLine } from '../text/run-line.ts';

export interface RunQuestion {
  /** None named: all, unless assets are named, then nothing is read. */
  readonly sources: readonly string[];
  /** Built even when nothing they are made from has changed. */
  readonly assets: readonly string[];
  /** Streams whose complete reading may delete however much. */
  readonly acceptDeletions: readonly string[];
  readonly detach: boolean;
}

/** Reads the sources and brings everything up to date, or only what is named. */
export async function run(connection: Connection, question: RunQuestion): Promise<Answer> {
  const { graph } = connection.context.project;
  const keys = question.assets.map((name) => assetNamed(graph, name));
  const readNothing = keys.length > 0 && question.sources.length === 0;
  for (const name of question.acceptDeletions) requireStream(connection, name);
  // Under the name of whoever orders the run, and refused before it begins.
  if (!readNothing) await takeInPlans(connection.context);
  const order: RunOrder = {
    kind: 'manual',
    requestedBy: whoAsks(),
    ...(question.sources.length > 0 || readNothing ? { sources: question.sources } : {}),
    ...(question.acceptDeletions.length === 0 ? {} : { acceptDeletions: question.acceptDeletions }),
    ...(keys.length === 0 ? {} : { requested: requestFor(keys, 'all') }),
  };
  return ordered(connection, order, question.detach);
}

function requireStream({ context }: Connection, name: string): void {
  const known = context.project.streams.map(({ source, stream }) => `${source}.${stream}`);
  if (known.includes(name)) return;
  throw new YardstickError('ORDER_REFUSED', 'There is no such stream.', {
    subject: name,
    advice: `Write one of ${known.join(', ')}.`,
  });
}

export interface BackfillQuestion {
  readonly assets: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly detach: boolean;
}

/**
 * Builds assets again for a span of months, newest first, from what has been read; what is downstream follows. Locked periods that the
 * months lie in are named: their statements do not change.
 */
export async function backfill(connection: Connection, question: BackfillQuestion): Promise<Answer> {
  const { graph } = connection.context.project;
  const keys = question.assets.map((name) => assetNamed(graph, name));
  const months = monthsOf(question, connection.context.now());
  if (months !== 'all') {
    for (const key of keys) requireKnown(key, months, await knownMonths(connection.context, key));
  }
  const requested = requestFor(keys, months);
  const order: RunOrder = {
    ...{ kind: 'backfill', requestedBy: whoAsks(), sources: [], requested, order: 'newest first' },
  };
  const { db, project } = connection.context;
  const locked = await lockedPeriods(db, months);
  const answer = await ordered(connection, order, question.detach);
  const note = lockedPeriodsText(locked, project.config.company.language === 'zh-CN' ? 'zh' : 'en');
  return {
    ...answer,
    data: { ...Object(answer.data), lockedPeriods: locked },
    text: note === '' ? answer.text : `${answer.text}\n${note}`,
  };
}

/** Asks a run to stop: by its id or by its workflow's. */
export async function cancel(connection: Connection, name: string): Promise<Answer> {
  const known = await runById(connection.context.db, name);
  if (known?.finishedAt) {
    throw new YardstickError('ORDER_REFUSED', `It is over already: ${known.status}.`, {
      subject: name,
      advice: '`yardstick status` shows what runs.',
    });
  }
  const ticket = await cancelRun(await connection.temporal(), known?.workflowId ?? name);
  return {
    data: ticket,
    text: `${ticket.workflowId} was asked to stop. Pages it has committed stay; nothing half-built becomes visible.`,
  };
}

function requestFor(
  keys: readonly AssetKey[],
  months: readonly string[] | 'all',
): Partial<Record<AssetKey, readonly string[] | 'all'>> {
  const requested: Partial<Record<AssetKey, readonly string[] | 'all'>> = {};
  for (const key of keys) requested[key] = months;
  return requested;
}

function monthsOf({ from, to }: BackfillQuestion, now: Date): readonly string[] | 'all' {
  if (from === undefined && to === undefined) return 'all';
  if (from === undefined) {
    throw new YardstickError('ORDER_REFUSED', 'The months begin nowhere.', {
      subject: 'backfill',
      advice: 'Give the first month too: --from 2026-01.',
    });
  }
  return monthsBetween(monthNamed(from), to === undefined ? monthOf(now.toISOString()) : monthNamed(to));
}

async function ordered(connection: Connection, order: RunOrder, detach: boolean): Promise<Answer> {
  const client = await connection.temporal();
  const ticket = await orderRun(client, order);
  if (detach) {
    const text = `Run ${ticket.runId} has begun as ${ticket.workflowId}. \`yardstick status\` shows it, \`yardstick cancel ${ticket.workflowId}\` stops it.`;
    return { data: ticket, text };
  }
  const { record } = await followRun(client, connection.context.db, ticket, liveView());
  return {
    data: record ?? ticket,
    text: record === undefined ? `${ticket.workflowId} ended before it was planned.` : runLine(record),
    failed: record?.status !== 'succeeded',
  };
}
