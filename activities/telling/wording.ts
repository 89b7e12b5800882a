import type { AlertCause } from '../../ledger/alert-cause.ts';
import type { ToldRule } from '../../models/alert/correction-overdue.ts';
import { filledIn, placeholdersIn } from '../../models/alert/placeholder.ts';

export type Language = 'zh-CN' | 'en';
export type Event = 'raised' | 'escalated' | 'recovered';

const events: Readonly<Record<Event, { readonly zh: string; readonly en: string }>> = {
  raised: { zh: '', en: '' },
  escalated: { zh: '【升级】', en: '[Escalated] ' },
  recovered: { zh: '【已恢复】', en: '[Recovered] ' },
};

/** One line about one cause: what happened to it, the rule, and its sentence with the values it rests on. */
export function lineOf(
  { declaration }: ToldRule,
  cause: Pick<AlertCause, 'evidence' | 'subject'>,
  {
    event,
    language,
    employee,
  }: { readonly event: Event; readonly language: Language; readonly employee: string },
): string {
  const tongue = language === 'zh-CN' ? 'zh' : 'en';
  const values: Readonly<Record<string, string>> = { ...cause.evidence, employee, subject: cause.subject };
  const { name, text, text_where_empty: textWhereEmpty = text } = declaration;
  const isWhole = placeholdersIn(text[tongue]).every((placeholder) => values[placeholder]);
  const sentence = filledIn((isWhole ? text : textWhereEmpty)[tongue], values);
  return `${events[event][tongue]}${name[tongue]}${tongue === 'zh' ? '：' : ': '}${sentence}`;
}

/** `启衡工业品：2 条新预警，1 条已恢复` */
export function titleOf(
  company: string,
  counts: Readonly<Record<Event, number>>,
  language: Language,
): string {
  const told = counts.raised + counts.escalated;
  const parts =
    language === 'zh-CN'
      ? [
          ...(told > 0 ? [`${told} 条预警`] : []),
          ...(counts.recovered > 0 ? [`${counts.recovered} 条已恢复`] : []),
        ]
      : [
          ...(told > 0 ? [`${told} to look at`] : []),
          ...(counts.recovered > 0 ? [`${counts.recovered} recovered`] : []),
        ];
  return language === 'zh-CN' ? `${company}：${parts.join('，')}` : `${company}: ${parts.join(', ')}`;
}
