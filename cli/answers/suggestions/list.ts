import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { martSuggestion } from '../../../models/mart/suggestion.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';

const whole = z.coerce.number();
const row = z.object({
  ...{ month: z.string(), employee_id: z.string(), employee_name: z.string(), team_id: z.string() },
  ...{ region: z.string(), kpi: z.string(), topic: z.string(), value: z.number().nullable() },
  ...{
    value_before: z.number().nullable(),
    rank: whole,
    ranked: whole,
    mentor_id: z.string(),
    priority: whole,
  },
});

/** Topics of training by person, the weakest KPI first, each with the figures it rests on. Error: ORDER_REFUSED for an unknown team. */
export async function suggestionsList(
  context: Context,
  { team, employee }: { readonly team?: string | undefined; readonly employee?: string | undefined },
): Promise<Answer> {
  const data = await publishedRows(context, {
    ...{ asset: martSuggestion.key, row },
    tail: `WHERE ({team:String} = '' OR team_id = {team:String}) AND ({employee:String} = '' OR employee_id = {employee:String})
      ORDER BY team_id, employee_id, priority`,
    parameters: { team: team ?? '', employee: employee ?? '' },
  });
  if (data.length === 0) {
    assertKnown(team, team === undefined ? [] : await teams(context), { what: 'team', option: '--team' });
    return { data, text: 'Nothing to suggest.' };
  }
  const titles = ['Person', 'Team', 'Topic', 'Because of', 'Value', 'Was', 'Place', 'To learn from'];
  const text = table(
    titles.map((title) => ({ title })),
    data.map((each) => [
      ...[`${each.employee_id} ${each.employee_name}`, each.team_id, each.topic, each.kpi],
      ...[
        valueText(each.value),
        valueText(each.value_before),
        `${each.rank} of ${each.ranked}`,
        each.mentor_id,
      ],
    ]),
  );
  return { data, text };
}

async function teams(context: Context): Promise<readonly string[]> {
  const rows = await publishedRows(context, {
    ...{ asset: 'dim.employee', row: z.object({ team_id: z.string() }) },
    ...{
      select: 'DISTINCT team_id',
      tail: `WHERE is_current AND employee_id != 'unassigned' ORDER BY team_id`,
    },
  });
  return rows.map(({ team_id }) => team_id);
}
