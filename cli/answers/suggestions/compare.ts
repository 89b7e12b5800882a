import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { type BeforeAfter, beforeAfter, type Window } from '../../../analytics/before-after.ts';
import type { Answer } from '../../command.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { firstDayNotSeen, firstDaySeen, refuseUnlessAdditive } from './additive-kpi.ts';

export interface Comparison {
  readonly kpis: readonly string[];
  /** First day of the month of the change. */
  readonly on: string;
  readonly months: number;
}

const row = z.object({
  ...{ month: z.string(), numerator: z.string(), denominator: z.string().nullable() },
  ...{ is_begun: z.boolean(), is_over: z.boolean() },
});

/**
 * KPIs of the company before a change and from it on, over as many months. The month in which a KPI's facts begin and the one that
 * is not over are left out, and named. Errors: KPI_UNKNOWN, ORDER_REFUSED.
 */
export async function compareAnswer(context: Context, { kpis, on, months }: Comparison): Promise<Answer> {
  const release = await newestReleaseNumber(context);
  const notSeen = await firstDayNotSeen(context, release);
  const data: Compared[] = [];
  for (const key of kpis) {
    refuseUnlessAdditive(context.project.kpis, key);
    const all = await publishedRows(context, {
      ...{ asset: 'mart.kpi_monthly', row, release },
      select: `toString(published.month) AS month, toString(sum(numerator)) AS numerator, toString(sum(denominator)) AS denominator,
        toBool(published.month >= toDate32({begun:String})) AS is_begun,
        toBool(published.month + INTERVAL 1 MONTH <= toDate32({notSeen:String})) AS is_over`,
      tail: 'WHERE kpi = {key:String} GROUP BY published.month HAVING published.month < toDate32({notSeen:String}) ORDER BY published.month',
      parameters: { key, notSeen, begun: await firstDaySeen(context, key, release) },
    });
    const whole = all.filter(({ is_begun, is_over }) => is_begun && is_over);
    const compared = beforeAfter(whole, on, months);
    const leftOut = all
      .filter((each) => !whole.includes(each))
      .map(({ month }) => month)
      .filter((month) => month >= compared.before.from && month < compared.after.until);
    data.push({ kpi: key, ...compared, leftOut });
  }
  return {
    data,
    text: textOf(data, words[context.project.config.company.language === 'zh-CN' ? 'zh' : 'en']),
  };
}

/** `leftOut`: months of the two windows of which only a part is known. */
type Compared = BeforeAfter & { readonly kpi: string; readonly leftOut: readonly string[] };

interface Words {
  readonly titles: readonly [before: string, value: string, after: string, ...changes: readonly string[]];
  readonly told: (told: number, months: number) => string;
  readonly leftOut: (kpi: string, months: string) => string;
}

const words: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    titles: ['Before', 'Value', 'After', 'Value', 'Difference', 'Change'],
    told: (told, months) => ` (${told} of ${months} months)`,
    leftOut: (kpi, months) => `${kpi}: left out, because only a part of it is known: ${months}.`,
  },
  zh: {
    titles: ['变更前', '数值', '变更后', '数值', '差额', '变化'],
    told: (told, months) => `（${months} 个月中的 ${told} 个）`,
    leftOut: (kpi, months) => `${kpi}：因数据不完整而未计入：${months}。`,
  },
};

function textOf(data: readonly Compared[], say: Words): string {
  const [before, value, ...rest] = say.titles;
  const right = { align: 'right' } as const;
  const text = table(
    [
      ...[{ title: 'KPI' }, { title: before }, { title: value, ...right }],
      ...rest.map((title, at) => (at === 0 ? { title } : { title, ...right })),
    ],
    data.map((each) => [
      ...[each.kpi, span(each.before, say), valueText(each.before.value)],
      ...[span(each.after, say), valueText(each.after.value), valueText(each.difference)],
      each.change === null ? '–' : `${(each.change * 100).toFixed(1)} %`,
    ]),
  );
  const notes = data
    .filter(({ leftOut }) => leftOut.length > 0)
    .map(({ kpi, leftOut }) => say.leftOut(kpi, leftOut.map((month) => month.slice(0, 7)).join(', ')));
  return [text, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}

function span({ from, until, told, months }: Window, say: Words): string {
  const last = new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 7);
  return `${from.slice(0, 7)}…${last}${told < months ? say.told(told, months) : ''}`;
}
