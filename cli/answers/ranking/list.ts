import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { martRanking } from '../../../models/mart/ranking.ts';
import type { Answer } from '../../command.ts';
import { periodName } from '../../runtime/period-named.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';

const row = z.object({
  ...{ kpi: z.string(), grain: z.string(), newest: z.string(), periods: z.coerce.number() },
  ...{ ranked: z.coerce.number(), leaders: z.array(z.string()) },
});

/** Every leaderboard of the company: its newest period, how many take part, who leads. */
export async function rankingList(context: Context): Promise<Answer> {
  const boards = await publishedRows(context, {
    ...{ asset: martRanking.key, row },
    select: `toString(kpi) AS kpi, toString(grain) AS grain, toString(max(period)) AS newest, uniqExact(period) AS periods,
      argMax(ranked, period) AS ranked,
      arraySort(arrayMap(x -> x.2, arrayFilter(x -> x.1 = max(period) AND x.3 = 1, groupArray((period, employee_name, ifNull(rank, 0)))))) AS leaders`,
    tail: `WHERE scope = 'company' GROUP BY kpi, grain ORDER BY kpi, grain`,
  });
  const data = boards.map((board) => ({ ...board, newest: periodName(board.grain, board.newest) }));
  if (data.length === 0) return { data, text: 'There are no figures to rank yet.' };
  const text = table(
    [
      ...[{ title: 'KPI' }, { title: 'By' }, { title: 'Newest' }],
      ...[{ title: 'Ranked', align: 'right' as const }, { title: 'First' }],
    ],
    data.map(({ kpi, grain, newest, ranked, leaders }) => [
      ...[kpi, grain, newest, String(ranked), leaders.join(', ') || '–'],
    ]),
  );
  return { data, text };
}
