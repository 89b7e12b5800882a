import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Lease } from '../../ledger/lease.ts';
import { lockPeriod, type PeriodClose } from '../../ledger/period-close.ts';
import { currentRelease } from '../../ledger/release.ts';
import { shownAt } from '../../ledger/shown.ts';
import { atomically } from '../../ledger/transaction.ts';
import type { Attempt } from '../attempt.ts';
import type { Context } from '../context.ts';
import { holdLease } from '../hold-lease.ts';
import { type ChecklistItem, checklistOf } from './checklist.ts';
import { closeDigests, closedAssets } from './digest.ts';
import { holdersOf, tellOfStatements } from './publish-statements.ts';
import { releasedFacts } from './released-facts.ts';
import { closeTerms } from './terms.ts';

export interface LockOrder {
  readonly period: string;
  /** E-mail address of the account that answers for it. */
  readonly by: string;
  /** Names of items that do not hold and are accepted; asks for a reason. */
  readonly accept: readonly string[];
  readonly reason: string | null;
}

export interface Readiness {
  readonly release: number;
  readonly facts: readonly PlanFacts[];
  readonly items: readonly ChecklistItem[];
}

/** The checklist of a period at the newest release. Error: APPRAISAL_UNKNOWN. */
export async function readinessOf(context: Context, period: string): Promise<Readiness> {
  const release = (await currentRelease(context.db))?.release ?? 0;
  const facts = release === 0 ? [] : await releasedFacts(context, release, period);
  if (facts.length === 0)
    throw new YardstickError('APPRAISAL_UNKNOWN', 'No statements of this period are published.', {
      subject: period,
      advice: 'Load the period and `yardstick run`, then lock it.',
    });
  return { release, facts, items: await checklistOf(context, release, facts) };
}

/**
 * Locks a period at the newest release: what it shows, and what that was made of, is kept for good, and everybody whose statement it is
 * is told with it.
 * Errors: APPRAISAL_UNKNOWN, PERIOD_NOT_READY, PERIOD_LOCKED.
 */
export async function lock(context: Context, attempt: Attempt, order: LockOrder): Promise<PeriodClose> {
  // Under the lease of publication: no release comes out meanwhile, and nothing that is pinned is being swept.
  return holdLease(
    context,
    { key: 'publish', who: `the lock of ${order.period}`, attempt },
    async (lease) => {
      const ready = await readinessOf(context, order.period);
      refuseOpenItems(order, ready.items);
      return lockAt(context, lease, order, ready);
    },
  );
}

async function lockAt(
  context: Context,
  lease: Lease,
  order: LockOrder,
  { release, facts }: Readiness,
): Promise<PeriodClose> {
  const [first] = facts;
  if (first === undefined) throw new RangeError(`${order.period} has no facts`);
  const assets = closedAssets(context.project.graph);
  const { inputs, statements } = closeDigests(assets, await shownAt(context.db, release));
  const { period, asOf } = first.facts;
  const holders = await holdersOf(context, release, order.period);
  return atomically(context.db, async (trx) => {
    const close = await lockPeriod(trx, lease, {
      ...{ period: order.period, release, periodStart: period.from, periodEnd: period.until, asOf },
      terms: { ...closeTerms(assets, facts) },
      ...{ inputDigest: inputs, statementDigest: statements },
      ...{ accepted: order.accept, reason: order.reason, lockedBy: order.by },
    });
    await tellOfStatements(trx, context, { close, holders });
    return close;
  });
}

function refuseOpenItems({ period, accept, reason }: LockOrder, items: readonly ChecklistItem[]): void {
  const open = items.filter(({ holds }) => !holds);
  const idle = accept.find((name) => !open.some((item) => item.name === name));
  if (idle !== undefined)
    throw new YardstickError('PERIOD_NOT_READY', `${idle} is not open, so there is nothing to accept.`, {
      subject: period,
      advice: 'Accept only what `yardstick close check` shows as open.',
    });
  const left = open.filter(({ name }) => !accept.includes(name));
  if (left.length > 0)
    throw new YardstickError(
      'PERIOD_NOT_READY',
      left.map(({ name, found }) => `${name}: ${found}`).join('\n'),
      {
        subject: period,
      },
    );
  if (accept.length > 0 && (reason ?? '').trim() === '')
    throw new YardstickError('PERIOD_NOT_READY', `${accept.join(', ')} can be accepted only with a reason.`, {
      subject: period,
    });
}
