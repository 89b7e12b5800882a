import { releasedFacts, releasedPeriods } from '../../../activities/close/released-facts.ts';
import type { Context } from '../../../activities/context.ts';
import { adjustmentOf } from '../../../appraisal/adjustment.ts';
import type { PlanFacts } from '../../../appraisal/marts/facts-of.ts';
import { publishedAdjustment } from '../../../appraisal/published.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { standingLock } from '../../../ledger/period-close.ts';
import type { Answer } from '../../command.ts';
import { tongueOf } from '../task/wording.ts';
import { adjustmentText } from './adjustment-text.ts';
import { factsAsOf } from './as-of.ts';
import { newestRelease, oneOf } from './released.ts';

export interface AdjustQuestion {
  /** Last business day that is seen. */
  readonly asOf: string;
  /** The newest one locked by that day unless named. */
  readonly period?: string | undefined;
  readonly plan?: string | undefined;
}

/**
 * What has come after the lock of a period, by the terms of its statements: nothing of them is changed.
 * Errors: APPRAISAL_UNKNOWN, APPRAISAL_REFUSED.
 */
export async function adjust(context: Context, { asOf, period, plan }: AdjustQuestion): Promise<Answer> {
  const released = await newestRelease(context);
  const due = lockedBy(await releasedPeriods(released, released.release), asOf, period);
  const locked = await asLocked(context, released.release, due);
  const closed = oneOf('plan', locked, ({ planId }) => planId, plan);
  const later = (await factsAsOf(released, closed.periodId, asOf)).find(
    ({ planId }) => planId === closed.planId,
  );
  if (later === undefined)
    throw new YardstickError('APPRAISAL_UNKNOWN', 'Nobody of this plan is there any more.', {
      subject: `${closed.periodId} ${closed.planId}`,
    });
  const data = publishedAdjustment(adjustmentOf(closed.facts, later.facts));
  const tongue = tongueOf(context.project.config.company.language);
  return { data, text: adjustmentText(closed, data, tongue) };
}

/** By the lock where there is one: what has come in since must not change what it is compared with. */
async function asLocked(
  context: Context,
  newest: number,
  due: readonly PlanFacts[],
): Promise<readonly PlanFacts[]> {
  const periodId = due[0]?.periodId ?? '';
  const lock = await standingLock(context.db, periodId);
  const facts = await releasedFacts(context, lock?.release ?? newest, periodId);
  const plans = new Set(due.map(({ planId }) => planId));
  return lock === undefined ? facts.filter(({ planId }) => plans.has(planId)) : facts;
}

function lockedBy(
  closes: readonly PlanFacts[],
  asOf: string,
  asked: string | undefined,
): readonly PlanFacts[] {
  const locked = closes
    .filter(({ facts }) => facts.asOf <= asOf)
    .sort((a, b) => (a.facts.period.until < b.facts.period.until ? 1 : -1));
  if (locked.length === 0)
    throw new YardstickError('APPRAISAL_UNKNOWN', `No period had been closed by ${asOf}.`, {
      subject: '--as-of',
      advice: 'Name a later day; `yardstick close status PERIOD` tells when one was closed.',
    });
  const newest = asked ?? locked[0]?.periodId;
  const { periodId } = oneOf('period', locked, (each) => each.periodId, newest);
  return locked.filter((each) => each.periodId === periodId);
}
