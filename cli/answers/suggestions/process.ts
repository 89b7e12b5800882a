import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { martProcessStage } from '../../../models/mart/process-stage.ts';
import type { Answer } from '../../command.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';

const whole = z.coerce.number();
const row = z.object({
  ...{ month: z.string(), stage_no: whole, stage: z.string(), visits: whole, days_spent: z.number() },
  ...{ median_days: z.number(), p90_days: z.number(), cycle_share: z.number().nullable() },
  ...{
    steps_back: whole,
    first_pass: whole,
    first_pass_yield: z.number(),
    dpmo: z.number(),
    sigma: z.number(),
  },
  is_bottleneck: z.boolean(),
});

/** Where the sales process waits and repeats itself in one month; the newest one unless named. */
export async function processAnswer(context: Context, month: string | undefined): Promise<Answer> {
  const relation = await publishedRows(context, {
    ...{ asset: martProcessStage.key, row },
    tail: 'ORDER BY month DESC, stage_no',
  });
  const wanted = month ?? relation[0]?.month;
  const data = relation.filter((each) => each.month === wanted);
  const waiting = data.find(({ is_bottleneck }) => is_bottleneck);
  if (waiting === undefined) return { data, text: 'No deal left a stage in that month.' };
  const titles = [
    'Stage',
    'Visits',
    'Median days',
    'p90',
    '% of cycle',
    'Back',
    'First pass %',
    'DPMO',
    'Sigma',
  ];
  const text = table(
    titles.map((title, n) => ({ title, align: n === 0 ? ('left' as const) : ('right' as const) })),
    data.map((each) => [
      ...[`${each.stage}${each.is_bottleneck ? ' *' : ''}`, String(each.visits)],
      ...[each.median_days, each.p90_days].map((days) => days.toFixed(1)),
      each.cycle_share === null ? '–' : (each.cycle_share * 100).toFixed(1),
      ...[String(each.steps_back), (each.first_pass_yield * 100).toFixed(1)],
      ...[valueText(Math.round(each.dpmo)), each.sigma.toFixed(2)],
    ]),
  );
  return {
    data,
    text: `${waiting.month.slice(0, 7)}: deals wait longest in ${waiting.stage}, ${waiting.median_days.toFixed(1)} days at the median.\n\n${text}`,
  };
}
