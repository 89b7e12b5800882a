import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { beforeAfter, type Window } from '../../../analytics/before-after.ts';
import type { Answer } from '../../command.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { firstDayNotSeen, refuseUnlessAdditive } from './additive-kpi.ts';

export interface Comparison {
  readonly kpis: readonly string[];
  /** First day of the month of the change. */
  readonly on: string;
  readonly months: number;
}

const row = z.object({ month: z.string(), numerator: z.string(), denominator: z.string().nullable() });

/** KPIs of the company before a change and from it on, over as many months that are over. Errors: KPI_UNKNOWN, ORDER_REFUSED. */
export async function compareAnswer(context: Context, { kpis, on, months }: Comparison): Promise<Answer> {
  const data = [];
  const release = await newestReleaseNumber(context);
  const running = `${(await firstDayNotSeen(context, release)).slice(0, 7)}-01`;
  for (const key of kpis) {
    refuseUnlessAdditive(context.project.kpis, key);
    const figures = await publishedRows(context, {
      ...{ asset: 'mart.kpi_monthly', row, release },
      select:
        'toString(month) AS month, toString(sum(numerator)) AS numerator, toString(sum(denominator)) AS denominator',
      tail: 'WHERE kpi = {key:String} AND published.month < {running:Date} GROUP BY month ORDER BY month',
      parameters: { key, running },
    });
    data.push({ kpi: key, ...beforeAfter(figures, on, months) });
  }
  const right = { align: 'right' } as const;
  const text = table(
    [
      ...[{ title: 'KPI' }, { title: 'Before' }, { title: 'Value', ...right }, { title: 'After' }],
      ...['Value', 'Difference', 'Change'].map((title) => ({ title, ...right })),
    ],
    data.map(({ kpi, before, after, difference, change }) => [
      ...[
        kpi,
        span(before),
        valueText(before.value),
        span(after),
        valueText(after.value),
        valueText(difference),
      ],
      change === null ? '–' : `${(change * 100).toFixed(1)} %`,
    ]),
  );
  return { data, text };
}

function span({ from, until, told, months }: Window): string {
  const last = new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 7);
  return `${from.slice(0, 7)}…${last}${told < months ? ` (${told} of ${months} months)` : ''}`;
}
