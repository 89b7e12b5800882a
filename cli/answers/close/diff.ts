import {
  explainDifference,
  type LonePlan,
  type PlanDifference,
} from '../../../activities/close/explain-difference.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Answer } from '../../command.ts';
import { some } from '../../text/format.ts';
import { table } from '../../text/table.ts';
import { versionNamed } from './version-named.ts';

/** Why two versions of a period's statements differ. Errors: ORDER_REFUSED, PERIOD_OPEN, APPRAISAL_UNKNOWN. */
export async function diff(context: Context, before: string, after: string): Promise<Answer> {
  const [first, second] = [await versionNamed(context, before), await versionNamed(context, after)];
  if (first.period !== second.period)
    throw new YardstickError('ORDER_REFUSED', 'Versions of two periods have no difference.', {
      subject: `${before} ${after}`,
      advice: 'Name two versions of one period.',
    });
  const plans = await explainDifference(context, first.period, [first.release, second.release]);
  return {
    data: { period: first.period, before: first, after: second, plans },
    text: plans.map((plan) => planText(plan, [first.name, second.name])).join('\n\n'),
  };
}

function planText(plan: PlanDifference | LonePlan, [before, after]: readonly [string, string]): string {
  if ('only' in plan)
    return `Plan ${plan.plan}: only ${plan.only === 'before' ? before : after} knows it, commission cost ${plan.totalCost}.`;
  const head = `Plan ${plan.plan}: commission cost ${plan.before} (${before}) → ${plan.after} (${after})`;
  if (plan.effects.length === 0) return `${head}. Nothing differs.`;
  const right = { align: 'right' } as const;
  const rows = plan.effects.map(({ causes, changed, totalCost, payable }) => [
    ...[causes.join(' and '), totalCost],
    some(
      Object.entries(payable).map(([employee, amount]) => `${employee} ${amount}`),
      6,
    ),
    some(changed, 6),
  ]);
  return `${head}\n\n${table([{ title: 'Cause' }, { title: 'Cost', ...right }, { title: 'Payable' }, { title: 'Changed' }], rows)}`;
}
