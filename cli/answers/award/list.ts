import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import type { Award } from '../../../models/award/award.ts';
import type { Answer } from '../../command.ts';
import { periodName } from '../../runtime/period-named.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';

const row = z.object({
  ...{ award: z.string(), grain: z.string(), newest: z.string(), given: z.coerce.number() },
  winners: z.array(z.string()),
});

/** Every declared award, and who got it last. */
export async function awardList(context: Context): Promise<Answer> {
  const given = await publishedRows(context, {
    ...{ asset: 'mart.award', row },
    select: `toString(award) AS award, toString(any(grain)) AS grain, toString(max(period)) AS newest, count() AS given,
      arraySort(arrayMap(x -> x.2, arrayFilter(x -> x.1 = max(period), groupArray((period, employee_name))))) AS winners`,
    tail: 'GROUP BY award',
  });
  const data = context.project.awards.map((award) => {
    const last = given.find((each) => each.award === award.declaration.key);
    return {
      ...award.declaration,
      given: last?.given ?? 0,
      newest: last === undefined ? null : periodName(last.grain, last.newest),
      winners: last?.winners ?? [],
    };
  });
  return { data, text: awardsTable(data) };
}

type Listed = Award['declaration'] & {
  readonly given: number;
  readonly newest: string | null;
  readonly winners: readonly string[];
};

function awardsTable(awards: readonly Listed[]): string {
  return table(
    [
      ...[{ title: 'Key' }, { title: '名称' }, { title: 'Name' }, { title: 'By' }, { title: 'Among' }],
      ...[{ title: 'Given', align: 'right' as const }, { title: 'Last' }, { title: 'To' }],
    ],
    awards.map(({ key, name, period, scope, given, newest, winners }) => [
      ...[key, name.zh, name.en, period, scope, String(given), newest ?? '–', winners.join(', ') || '–'],
    ]),
  );
}
