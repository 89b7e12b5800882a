import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Kpi } from '../../../models/kpi/kpi.ts';
import { publishedRows } from '../../runtime/published-rows.ts';

/** A part of a period is no match for whole ones; one is over when its last day or a later one has been seen. */
export async function firstDayNotSeen(context: Context, release: number): Promise<string> {
  const [seen] = await publishedRows(context, {
    ...{ asset: 'fct.order_event', row: z.object({ day: z.string() }), tail: '' },
    ...{ select: 'toString(max(business_date) + 1) AS day', release },
  });
  return seen?.day ?? '1970-01-01';
}

/** The day from which all facts of a KPI are known: a period in which one of them begins is a part of one as well. */
export async function firstDaySeen(context: Context, key: string, release: number): Promise<string> {
  const kpi = context.project.kpis.find(({ declaration }) => declaration.key === key);
  const days = await Promise.all(
    [...new Set(kpi?.measures.map(({ fact }) => fact))].map(async ({ asset, date }) => {
      const [seen] = await publishedRows(context, {
        ...{ asset: asset.key, row: z.object({ day: z.string().nullable() }), tail: '' },
        ...{ select: `if(count(${date}) = 0, NULL, toString(min(${date}))) AS day`, release },
      });
      return seen?.day ?? [];
    }),
  );
  return days.flat().toSorted().at(-1) ?? '1970-01-01';
}

/**
 * Medians, distinct things and shifted figures of people or days do not make those of all of them.
 * Errors: KPI_UNKNOWN, ORDER_REFUSED.
 */
export function refuseUnlessAdditive(all: readonly Kpi[], key: string): void {
  const kpi = all.find(({ declaration }) => declaration.key === key);
  if (kpi === undefined) throw new YardstickError('KPI_UNKNOWN', 'There is no such KPI.', { subject: key });
  const isRankedByRows = kpi.measures.some(
    ({ declared: { quantile, top, distinct, shift } }) => quantile ?? top ?? distinct ?? shift,
  );
  if (!isRankedByRows && kpi.measures.every(({ fact }) => fact.snapshot?.kind !== 'last')) return;
  throw new YardstickError('ORDER_REFUSED', 'Its parts do not add up to a longer time or more people.', {
    subject: key,
    advice: 'Choose a KPI of sums or ratios of sums, such as net_sales, csat or collection.',
  });
}
