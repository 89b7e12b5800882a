import { type Explanation, explanationOf, type Subject } from '../../appraisal/explain/explanation.ts';
import type { PeriodFacts } from '../../appraisal/facts.ts';
import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { standingLock } from '../../ledger/period-close.ts';
import { currentRelease } from '../../ledger/release.ts';
import { releasedFacts } from '../close/released-facts.ts';
import type { Context } from '../context.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type CountedRows, countedRows } from './counted-rows.ts';

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

/** How a published number came about, from the lock where there is one. Errors: APPRAISAL_UNKNOWN, APPRAISAL_REFUSED. */
export async function explainPublished(
  context: Context,
  asked: ExplainQuestion,
): Promise<PublishedExplanation> {
  const lock = await standingLock(context.db, asked.period);
  const release = lock?.release ?? (await currentRelease(context.db))?.release ?? 0;
  const all = release === 0 ? [] : await releasedFacts(context, release, asked.period);
  const facts = planOf(all, asked);
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

/** A rep of the plan, or somebody it pays for others. */
function isPaid({ employees, superiors = [], plans }: PeriodFacts, employee: string): boolean {
  return (
    employees.some(({ employeeId, kind }) => employeeId === employee && kind === 'rep') ||
    superiors.some(({ employeeId }) => employeeId === employee) ||
    plans.some(({ manager }) => manager?.employeeId === employee)
  );
}

/** The plan by which the person is paid in the period. */
function planOf(all: readonly PlanFacts[], { period, employee, plan }: ExplainQuestion): PlanFacts {
  const own = all.filter(
    ({ planId, facts }) => (plan === undefined || planId === plan) && isPaid(facts, employee),
  );
  const [found, ...others] = own;
  if (found !== undefined && others.length === 0) return found;
  const plans = own.map(({ planId }) => planId).join(', ');
  throw new YardstickError(
    'APPRAISAL_UNKNOWN',
    found === undefined
      ? 'Nobody of this number is appraised in this period.'
      : `Which plan? There are ${plans}.`,
    {
      subject: `${period} ${employee}`,
      advice:
        found === undefined
          ? '`yardstick appraisal statement --period …` lists the people.'
          : 'Name one with --plan.',
    },
  );
}
