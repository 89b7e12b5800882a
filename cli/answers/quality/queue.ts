import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { accountByEmail } from '../../../ledger/account.ts';
import { type Correction, correctionStates, correctionsOf } from '../../../ledger/correction.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { problemOf } from '../../../models/quality/correction.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { table } from '../../text/table.ts';

export interface QueueQuestion {
  /** E-mail address of the account to which they fall. */
  readonly mine?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly source?: string | undefined;
  /** open, waived, corrected or all. */
  readonly state: string;
}

/** Records to be put right, what is due first coming first. Errors: ACCOUNT_UNKNOWN; ORDER_REFUSED for an unknown state or source. */
export async function queue(
  { db, project, now }: Pick<Context, 'db' | 'project' | 'now'>,
  { mine, overdue, source, state }: QueueQuestion,
): Promise<Answer> {
  const { company, sources } = project.config;
  assertKnown(state, [...correctionStates, 'all'], { what: 'state', option: '--state' });
  const names = sources.map(({ name }) => name);
  assertKnown(source, names, { what: 'source', option: '--source' });
  const today = now().toLocaleDateString('sv-SE', { timeZone: company.timezone });
  const items = await correctionsOf(db, {
    ...{ source, state: correctionStates.find((each) => each === state) },
    owners: mine === undefined ? undefined : await namesOf(db, mine),
    dueBefore: overdue === true ? today : undefined,
  });
  const data = items.map((item) => ({ ...item, problem: problemOf(item), overdue: isOverdue(item, today) }));
  return { data, text: textOf(data, company.language === 'zh-CN' ? 'zh' : 'en') };
}

/** What the queue calls the owner of an account. */
async function namesOf(db: LedgerDb, email: string): Promise<readonly string[]> {
  const account = await accountByEmail(db, email);
  if (account === undefined)
    throw new YardstickError('ACCOUNT_UNKNOWN', 'There is no such account.', { subject: email });
  return [account.email, ...(account.employeeId === null ? [] : [account.employeeId])];
}

function isOverdue({ state, dueOn }: Correction, today: string): boolean {
  return state === 'open' && dueOn < today;
}

interface Listed extends Correction {
  readonly problem: { readonly en: string; readonly zh: string };
  readonly overdue: boolean;
}

const words = {
  en: {
    titles: ['Item', 'Source', 'Entity', 'Record', 'Problem', 'Owner', 'Due', 'State'],
    none: 'Nothing is to be put right.',
    nobody: 'nobody',
    overdue: 'overdue',
    more: (rest: number) => `… and ${rest} more; \`--json\` shows all.`,
    states: { open: 'open', waived: 'waived', corrected: 'corrected' },
  },
  zh: {
    titles: ['事项', '来源', '实体', '记录', '问题', '负责人', '期限', '状态'],
    none: '没有待更正的记录。',
    nobody: '无',
    overdue: '逾期',
    more: (rest: number) => `……另有 ${rest} 项；\`--json\` 显示全部。`,
    states: { open: '待更正', waived: '已豁免', corrected: '已更正' },
  },
} as const;

const shown = 200;

function textOf(items: readonly Listed[], language: keyof typeof words): string {
  const say = words[language];
  if (items.length === 0) return say.none;
  const rows = items
    .slice(0, shown)
    .map((item) => [
      ...[String(item.id), item.source, item.entity, item.subject === '' ? '–' : item.subject],
      ...[item.problem[language], item.owner === '' ? say.nobody : item.owner, item.dueOn],
      item.overdue ? say.overdue : say.states[item.state],
    ]);
  const text = table(
    say.titles.map((title) => ({ title })),
    rows,
  );
  return items.length > shown ? `${text}\n${say.more(items.length - shown)}` : text;
}
