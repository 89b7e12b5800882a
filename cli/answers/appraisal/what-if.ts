import { readFileSync } from 'node:fs';
import { releasedFacts, releasedPeriods } from '../../../activities/close/released-facts.ts';
import type { Context } from '../../../activities/context.ts';
import type { PlanFacts } from '../../../appraisal/marts/facts-of.ts';
import { sumsBy, type WhatIfSum, whatIf } from '../../../appraisal/what-if/cost.ts';
import { otherRules } from '../../../appraisal/what-if/other-rules.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { standingLock } from '../../../ledger/period-close.ts';
import { readDeclaration } from '../../../models/kit/read-declaration.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { newestRelease } from './released.ts';

export interface WhatIfQuestion {
  /** YAML with the rules to try. */
  readonly rules: string;
  /** How many quarters back from the newest period. */
  readonly quarters: number;
  readonly plan?: string | undefined;
}

/**
 * What other rules would have cost: statements of the pinned facts under both. Nothing is published or kept.
 * Errors: APPRAISAL_UNKNOWN, APPRAISAL_REFUSED.
 */
export async function whatIfAnswer(context: Context, question: WhatIfQuestion): Promise<Answer> {
  const { rules: file, quarters } = question;
  const rules = readDeclaration(otherRules, { file, text: textOf(file) }, 'APPRAISAL_REFUSED');
  const periods = await pinnedPeriods(context, question);
  const rows = whatIf(periods, rules, file);
  const byPeriod = sumsBy(rows, ({ periodId }) => periodId);
  const byEmployee = sumsBy(rows, ({ employeeId, name }) => `${employeeId} ${name}`);
  const [total] = sumsBy(rows, () => 'Total');
  const data = {
    rules: file,
    quarters,
    periods: byPeriod,
    employees: byEmployee,
    total: total ?? null,
    rows,
  };
  const all = total === undefined ? [] : [total];
  return {
    data,
    text: `${sumsTable('Period', [...byPeriod, ...all])}\n\n${sumsTable('Person', byEmployee)}`,
  };
}

/** Facts of the periods within so many quarters, as they were locked, else as they are published. */
async function pinnedPeriods(
  context: Context,
  { quarters, plan }: WhatIfQuestion,
): Promise<readonly PlanFacts[]> {
  const released = await newestRelease(context);
  const known = await releasedPeriods(released, released.release);
  const newest =
    known
      .map(({ facts }) => facts.period.until)
      .toSorted()
      .at(-1) ?? '';
  const recent = known.filter(({ facts }) => facts.period.from >= quartersBefore(newest, quarters));
  const ids = [...new Set(recent.toSorted(byStart).map(({ periodId }) => periodId))];
  const pinned: PlanFacts[] = [];
  for (const id of ids) {
    const lock = await standingLock(context.db, id);
    const facts = await releasedFacts(context, lock?.release ?? released.release, id);
    pinned.push(...facts.filter(({ planId }) => plan === undefined || planId === plan));
  }
  if (pinned.length > 0) return pinned;
  if (plan === undefined)
    throw new YardstickError('APPRAISAL_UNKNOWN', 'Nothing has been appraised yet.', {
      advice: 'Run with an appraised period first.',
    });
  throw new YardstickError('APPRAISAL_UNKNOWN', 'No period has been appraised by such a plan yet.', {
    subject: plan,
  });
}

function byStart(a: PlanFacts, b: PlanFacts): number {
  return a.facts.period.from < b.facts.period.from ? -1 : 1;
}

/** First day that still belongs to so many quarters before a day. */
function quartersBefore(until: string, quarters: number): string {
  if (until === '') return '';
  const [year = 0, month = 1] = until.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - 3 * quarters, 1)).toISOString().slice(0, 10);
}

function sumsTable(of: string, sums: readonly WhatIfSum[]): string {
  const right = { align: 'right' } as const;
  return table(
    [{ title: of }, ...['Before', 'After', 'Difference'].map((title) => ({ title, ...right }))],
    sums.map((each) => [each.of, each.before, each.after, each.difference]),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new YardstickError('APPRAISAL_REFUSED', 'The file of rules cannot be read.', {
      subject: file,
      advice: 'Name a YAML file that can be read with --rules.',
      cause,
    });
  }
}
