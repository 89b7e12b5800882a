import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Evidence } from '../../../ledger/telling-tables.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { firstDayNotSeen } from '../suggestions/additive-kpi.ts';

/** What somebody is to become better in, as a release shows it. */
export interface Figure {
  readonly employee: string;
  readonly kpi: string;
  readonly release: number;
}

const text = z.coerce.string();
const suggested = z.object({
  ...{ month: text, topic: text, value: text, value_before: text, rank: text, ranked: text, mentor_id: text },
});

/** The suggestion as it is published, with the release. Error: TASK_REFUSED where there is none. */
export async function suggestionEvidence(
  context: Context,
  { employee, kpi, release }: Figure,
): Promise<Evidence & { readonly topic: string }> {
  const [found] = await publishedRows(context, {
    ...{ asset: 'mart.suggestion', row: suggested, parameters: { employee, kpi }, release },
    select: `toString(month) AS month, toString(topic) AS topic, ifNull(toString(value), '') AS value,
      ifNull(toString(value_before), '') AS value_before, ifNull(toString(rank), '') AS rank, toString(ranked) AS ranked, mentor_id`,
    tail: 'WHERE employee_id = {employee:String} AND kpi = {kpi:String}',
  });
  if (found !== undefined) return { ...found, release: String(release) };
  throw new YardstickError('TASK_REFUSED', 'Nothing is suggested for this person and KPI.', {
    subject: `${employee} ${kpi}`,
    advice: 'Look at `yardstick suggestions list`, or leave out --suggested and give a --title.',
  });
}

/** The newest whole month of the figure, with the release; without a month: nothing is published of it. */
export async function figureEvidence(context: Context, figure: Figure): Promise<Evidence> {
  const newest = (await wholeMonths(context, figure)).at(-1);
  const release = String(figure.release);
  if (newest === undefined) return { release };
  return { month: newest.month, value: newest.value === null ? '' : String(newest.value), release };
}

const monthly = z.object({ month: z.string(), value: z.number().nullable(), reason: z.string() });
export type MonthValue = z.infer<typeof monthly>;

/** The KPI of somebody as it is published, by months that are over, the first one first. */
export async function wholeMonths(
  context: Context,
  { employee, kpi, release }: Figure,
): Promise<readonly MonthValue[]> {
  const running = `${(await firstDayNotSeen(context, release)).slice(0, 7)}-01`;
  return publishedRows(context, {
    ...{ asset: 'mart.kpi_monthly', row: monthly, parameters: { employee, kpi, running }, release },
    select: 'toString(published.month) AS month, value, toString(reason) AS reason',
    tail: 'WHERE employee_id = {employee:String} AND kpi = {kpi:String} AND published.month < {running:Date} ORDER BY month',
  });
}
