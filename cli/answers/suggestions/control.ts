import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import {
  type ControlChart,
  type ControlPoint,
  controlChart,
  fewestPeriods,
} from '../../../analytics/control-chart.ts';
import { monthAfter } from '../../../analytics/forecast/series.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Kpi } from '../../../models/kpi/kpi.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { firstDayNotSeen, firstDaySeen, refuseUnlessAdditive } from './additive-kpi.ts';

export interface ControlQuestion {
  /** month or week. */
  readonly by: string;
  readonly baseline?: number | undefined;
}

const row = z.object({
  ...{ period: z.string(), numerator: z.string(), denominator: z.string().nullable() },
  ...{ is_begun: z.boolean(), is_over: z.boolean() },
});
const weekMs = 7 * 86_400_000;

const grains = {
  month: {
    asset: 'mart.kpi_monthly',
    period: 'published.month',
    ended: 'period + INTERVAL 1 MONTH',
    next: (period: string) => monthAfter(period, 1),
  },
  week: {
    asset: 'mart.kpi_daily',
    period: 'toMonday(published.day)',
    ended: 'period + INTERVAL 7 DAY',
    next: (period: string) => new Date(Date.parse(period) + weekMs).toISOString().slice(0, 10),
  },
} as const;

/**
 * How a KPI of the company varies over whole months or weeks: limits of what is common, and periods that are not. The one in which its facts begin and
 * the one that is not over are left out, and named.
 * Errors: KPI_UNKNOWN, ORDER_REFUSED.
 */
export async function controlAnswer(
  context: Context,
  kpi: string,
  { by, baseline }: ControlQuestion,
): Promise<Answer> {
  assertKnown(by, Object.keys(grains), { what: 'period', option: '--by' });
  refuseUnlessAdditive(context.project.kpis, kpi);
  refuseWithoutDays(context.project.kpis, kpi, by);
  const { asset, period, ended, next } = by === 'week' ? grains.week : grains.month;
  const release = await newestReleaseNumber(context);
  const notSeen = await firstDayNotSeen(context, release);
  const all = await publishedRows(context, {
    ...{ asset, row, release },
    select: `${period} AS period, toString(sum(numerator)) AS numerator, toString(sum(denominator)) AS denominator,
      toBool(period >= toDate32({begun:String})) AS is_begun, toBool(${ended} <= toDate32({notSeen:String})) AS is_over`,
    tail: `WHERE kpi = {kpi:String} GROUP BY period HAVING period < toDate32({notSeen:String}) ORDER BY period`,
    parameters: { kpi, notSeen, begun: await firstDaySeen(context, kpi, release) },
  });
  const figures = all.filter(({ is_begun, is_over }) => is_begun && is_over);
  const leftOut = all.filter((each) => !figures.includes(each)).map((each) => each.period);
  const chart = controlChart(figures, next, baseline);
  const say = words[context.project.config.company.language === 'zh-CN' ? 'zh' : 'en'];
  if (chart === undefined) return { data: { kpi, by, points: [], leftOut }, text: say.tooFew(fewestPeriods) };
  return { data: { kpi, by, ...chart, leftOut }, text: textOf(chart, leftOut, say) };
}

/** Weeks are made of days. */
function refuseWithoutDays(all: readonly Kpi[], key: string, by: string): void {
  const kpi = all.find(({ declaration }) => declaration.key === key);
  if (by !== 'week' || kpi?.declaration.grains.includes('day') === true) return;
  throw new YardstickError('ORDER_REFUSED', 'It is not computed by day, so that there are no weeks of it.', {
    subject: key,
    advice: 'Ask for it with --by month.',
  });
}

interface Words {
  readonly titles: readonly [period: string, value: string, range: string, signal: string];
  readonly signals: Readonly<Record<ControlPoint['signals'][number], string>>;
  readonly limits: (chart: ControlChart) => string;
  readonly leftOut: (periods: string) => string;
  readonly quiet: string;
  readonly tooFew: (periods: number) => string;
}

const words: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    titles: ['Period', 'Value', 'Range', 'Signal'],
    signals: { above: 'above the limit', below: 'below the limit', run: 'eight or more on one side' },
    limits: ({ centre, lower, upper, baseline }) =>
      `Centre ${valueText(centre)}, limits ${valueText(lower)} to ${valueText(upper)}, from ${baseline} periods.`,
    leftOut: (periods) => `Left out, because only a part of it is known: ${periods}.`,
    quiet: 'Nothing but common variation.',
    tooFew: (periods) =>
      `A control chart needs ${periods} whole periods that are over, two of them in a row.`,
  },
  zh: {
    titles: ['期间', '数值', '移动极差', '信号'],
    signals: { above: '超出上限', below: '低于下限', run: '连续八点以上在同一侧' },
    limits: ({ centre, lower, upper, baseline }) =>
      `中心线 ${valueText(centre)}，控制限 ${valueText(lower)} 至 ${valueText(upper)}，取自 ${baseline} 个期间。`,
    leftOut: (periods) => `因数据不完整而未计入：${periods}。`,
    quiet: '仅有正常波动。',
    tooFew: (periods) => `控制图至少需要 ${periods} 个完整且已结束的期间，且其中有相邻的两个。`,
  },
};

function textOf(chart: ControlChart, leftOut: readonly string[], say: Words): string {
  const text = table(
    say.titles.map((title, at) => ({ title, align: at === 1 || at === 2 ? 'right' : 'left' })),
    chart.points.map(({ period, value, movingRange, signals }) => [
      ...[period, valueText(value), valueText(movingRange)],
      signals.map((signal) => say.signals[signal]).join(', '),
    ]),
  );
  const isQuiet = chart.points.every(({ signals }) => signals.length === 0);
  const sentences = [
    say.limits(chart),
    ...(isQuiet ? [say.quiet] : []),
    ...(leftOut.length === 0 ? [] : [say.leftOut(leftOut.join(', '))]),
  ];
  return `${sentences.join(' ')}\n\n${text}`;
}
