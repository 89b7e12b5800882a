import type { MessageContent } from '../../ledger/telling-tables.ts';
import type { Language } from './wording.ts';

/** What goes wrong with runs and sources, as alerts of the ledger name it. */
export type TroubleKind = 'run failed' | 'run late' | 'stream failed';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly subject: string;
}

const subjectsZh: Readonly<Record<string, string>> = {
  nightly: '夜间更新',
  manual: '手动更新',
  backfill: '历史重算',
  sweep: '清理',
  warehouse: '仓库',
  alerts: '预警更新',
};

const statesZh: Readonly<Record<TroubleKind, string>> = {
  'run failed': '失败',
  'run late': '延迟',
  'stream failed': '读取失败',
};

/** `Acme: nightly run failed`, `启衡工业品：夜间更新失败`. */
export function troubleContent(
  company: string,
  trouble: Trouble & { readonly message: string; readonly messageZh?: string },
  language: Language,
): MessageContent {
  const { message, messageZh = message, ...named } = trouble;
  const said = language === 'zh-CN' ? messageZh : message;
  return content(named, `${company}${colon(language)}${phrase(trouble, language)}`, said);
}

/** `Acme: resolved – nightly run failed`, `启衡工业品：已恢复：夜间更新失败`. The kind for programs ends in `: over`. */
export function resolvedContent(company: string, trouble: Trouble, language: Language): MessageContent {
  const isChinese = language === 'zh-CN';
  const title = `${company}${colon(language)}${isChinese ? '已恢复：' : 'resolved – '}${phrase(trouble, language)}`;
  const said = isChinese ? '此后已有一次运行成功。' : 'A run has succeeded since.';
  return content({ kind: `${trouble.kind}: over`, subject: trouble.subject }, title, said);
}

function content(named: object, title: string, said: string): MessageContent {
  return { title, lines: said.split('\n'), items: [{ ...named, message: said }] };
}

function phrase({ kind, subject }: Trouble, language: Language): string {
  if (language === 'en') return `${subject} ${kind}`;
  const known = subjectsZh[subject];
  return known === undefined ? `${subject} ${statesZh[kind]}` : `${known}${statesZh[kind]}`;
}

function colon(language: Language): string {
  return language === 'zh-CN' ? '：' : ': ';
}
