import { type Explanation, explanationOf, type Subject } from '../../appraisal/explain/explanation.ts';
import { ownFacts } from '../../appraisal/explain/own-facts.ts';
import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { standingLock } from '../../ledger/period-close.ts';
import { currentRelease } from '../../ledger/release.ts';
import { type FactsPart, releasedFacts } from '../close/released-facts.ts';
import type { Context } from '../context.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type CountedRows, countedRows } from './counted-rows.ts';
import { type NothingPaid, payingPlan } from './paying-plan.ts';

export interface ExplainQuestion {
  readonly subject: Subject;
  readonly period: string;
  readonly employee: string;
  readonly kpi?: string | undefined;
  readonly plan?: string | undefined;
}

export interface PublishedExplanation {
  readonly explanation: Explanation;
  readonly release: number;
  /** Version of the period's statements; null while it is open. */
  readonly version: number | null;
  /** Whether it ends in the number that was published. */
  readonly agreement: Agreement;
  /** Rows behind what the facts only count: follow-ups and answers, those left out with the reason. */
  readonly rows: CountedRows;
}

/** How a published number came about, from the lock where there is one, or whose plans pay nothing. Errors: APPRAISAL_UNKNOWN, APPRAISAL_REFUSED. */
export async function explainPublished(
  context: Context,
  asked: ExplainQuestion,
): Promise<PublishedExplanation | NothingPaid> {
  const lock = await standingLock(context.db, asked.period);
  const release = lock?.release ?? (await currentRelease(context.db))?.release ?? 0;
  const facts = await decidingFacts(context, release, asked);
  if ('unpaid' in facts) return facts;
  const explanation = explanationOf(statementOf(facts.facts), asked.employee, asked);
  if (explanation === undefined)
    throw new YardstickError('APPRAISAL_UNKNOWN', `The statement of ${facts.planId} weighs no such thing.`, {
      subject: [asked.period, asked.employee, asked.kpi ?? ''].join(' ').trim(),
      advice:
        'Name a KPI of the person’s scorecard: `yardstick sql --user admin "SELECT * FROM mart.scorecard"` lists them.',
    });
  const rows = await countedRows(context, release, { employee: asked.employee, facts: facts.facts });
  const agreement = await agreementOf(context, release, explanation);
  return { explanation, release, version: lock?.number ?? null, agreement, rows };
}

/** What the number is made of: the person's own facts where nobody else's decide, which of a large company are a small part. */
async function decidingFacts(
  context: Context,
  release: number,
  asked: ExplainQuestion,
): Promise<PlanFacts | NothingPaid> {
  const { period, employee } = asked;
  const read = (part: FactsPart) =>
    release === 0 ? Promise.resolve([]) : releasedFacts(context, release, period, part);
  const found = payingPlan(await read({ ordersOf: employee }), asked);
  if ('unpaid' in found) return found;
  const own = ownFacts(found.facts, employee);
  if (own !== undefined) return { ...found, facts: own };
  const [whole = found] = await read({ plan: found.planId });
  return whole;
}
