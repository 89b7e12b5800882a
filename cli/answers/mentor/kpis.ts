import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { isMentorOn } from '../../../ledger/mentor-pair.ts';
import type { Answer } from '../../command.ts';
import { accountProved } from '../../runtime/actor.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { monthName } from '../../text/format.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { firstDayNotSeen } from '../suggestions/additive-kpi.ts';
import { dayOf } from '../task/parties.ts';
import { tongueOf } from '../task/wording.ts';

export interface MenteeQuestion {
  readonly by: string;
  readonly passwordFile?: string | undefined;
}

const row = z.object({
  ...{ month: z.string(), kpi: z.string(), value: z.number().nullable(), reason: z.string() },
});

/** A KPI of the newest month, and its value in the month before; null: not applicable, or nothing published. */
interface MenteeKpi extends z.infer<typeof row> {
  readonly valueBefore: number | null;
}

/**
 * KPIs of a mentee in the newest month that is over and the one before, for whoever is their mentor today.
 * Errors: APPROVAL_REFUSED, NOTHING_PUBLISHED.
 */
export async function menteeKpis(
  context: Context,
  mentee: string,
  { by, passwordFile }: MenteeQuestion,
): Promise<Answer> {
  const { employeeId, email } = await accountProved(context.db, by, passwordFile);
  const on = dayOf(context);
  if (employeeId === null || !(await isMentorOn(context.db, { mentorId: employeeId, menteeId: mentee, on })))
    throw new YardstickError('APPROVAL_REFUSED', `${email} is not the mentor of ${mentee} on ${on}.`, {
      subject: mentee,
      advice: 'Look with `yardstick mentor list --as EMAIL` whose mentor an account is.',
    });
  const release = await newestReleaseNumber(context);
  const { newest, before } = monthsBefore(await firstDayNotSeen(context, release));
  const rows = await publishedRows(context, {
    ...{ asset: 'mart.kpi_monthly', row, parameters: { mentee, newest, before }, release },
    select: 'toString(published.month) AS month, toString(kpi) AS kpi, value, toString(reason) AS reason',
    tail: 'WHERE employee_id = {mentee:String} AND published.month IN ({before:Date}, {newest:Date}) ORDER BY kpi',
  });
  const valuesBefore = new Map(
    rows.filter(({ month }) => month === before).map((each) => [each.kpi, each.value]),
  );
  const data = rows
    .filter(({ month }) => month === newest)
    .map((each) => ({ ...each, valueBefore: valuesBefore.get(each.kpi) ?? null }));
  return { data, text: kpiTable(context, data) };
}

/** The two newest whole months before a day. */
function monthsBefore(day: string): { readonly newest: string; readonly before: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const back = (by: number) => new Date(Date.UTC(year, month - 1 - by, 1)).toISOString().slice(0, 10);
  return { newest: back(1), before: back(2) };
}

const words = {
  en: {
    titles: ['KPI', 'Month', 'Value', 'Was', 'Not applicable'],
    none: 'Nothing is published of the newest month.',
  },
  zh: { titles: ['指标', '月份', '数值', '上月', '不适用原因'], none: '最近一个月没有已发布的数据。' },
} as const;

function kpiTable({ project }: Context, rows: readonly MenteeKpi[]): string {
  const tongue = tongueOf(project.config.company.language);
  const say = words[tongue];
  if (rows.length === 0) return say.none;
  const names = new Map(project.kpis.map(({ declaration: { key, name } }) => [key, name[tongue]]));
  return table(
    say.titles.map((title, at) => ({ title, align: at === 2 || at === 3 ? 'right' : 'left' })),
    rows.map(({ kpi, month, value, valueBefore, reason }) => [
      ...[names.get(kpi) ?? kpi, monthName(month), valueText(value), valueText(valueBefore), reason],
    ]),
  );
}
