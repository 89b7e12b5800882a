import { canSee } from '../../access/resource.ts';
import type { Channel, EmailChannel } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import type { NewMessage } from '../../ledger/message.ts';
import type { PeriodClose } from '../../ledger/period-close.ts';
import type { MessageContent } from '../../ledger/telling-tables.ts';
import type { Language } from './wording.ts';

/** What `about` of a channel calls the publication of statements. */
export const resultsTopic = 'results';

export interface ResultTelling {
  readonly company: { readonly name: string; readonly language: Language };
  readonly channels: readonly Channel[];
  readonly accounts: readonly Account[];
}

type Published = Pick<PeriodClose, 'period' | 'number'>;

/**
 * What is told of a version of statements: by e-mail each holder whose role the channel writes to hears of the own one; chats, programs and
 * fixed addresses hear once that there are statements. No figure of anybody stands in any of it.
 */
export function resultMessages(
  telling: ResultTelling,
  published: Published,
  holders: readonly string[],
): readonly NewMessage[] {
  if (holders.length === 0) return [];
  const channels = telling.channels.filter(takesResults);
  return channels.flatMap((channel) => {
    const toAll = allContent(
      telling,
      published,
      channel.type === 'json' ? holders : undefined,
      holders.length,
    );
    if (channel.type !== 'email') return [{ channel: channel.name, recipient: '', content: toAll }];
    const fixedOnes = new Set(channel.to.map((address) => address.toLowerCase()));
    const fixed = channel.to.map((recipient) => ({ channel: channel.name, recipient, content: toAll }));
    const own = holdersBy(channel, telling.accounts, holders).map(({ email, language }) => ({
      ...{ channel: channel.name, recipient: email, content: ownContent(telling, published, language) },
    }));
    return [...fixed, ...own.filter(({ recipient }) => !fixedOnes.has(recipient.toLowerCase()))];
  });
}

function takesResults(channel: Channel): boolean {
  if (limitsOf(channel).length > 0) return false;
  return channel.about.includes('*') || channel.about.includes(resultsTopic);
}

/** Keys by which a channel hears of a part only: of some teams, or of what is serious. Results concern everybody a little, and are not told there. */
export function limitsOf({ severity, when, teams, regions }: Channel): readonly string[] {
  return [
    ...(severity === 'reminder' ? [] : ['severity']),
    ...(when === 'escalated' ? ['when'] : []),
    ...(teams.length > 0 ? ['teams'] : []),
    ...(regions.length > 0 ? ['regions'] : []),
  ];
}

/** People with a statement of their own that their role lets them read, whatever it reads of others. */
function holdersBy(
  { roles }: EmailChannel,
  accounts: readonly Account[],
  holders: readonly string[],
): readonly Account[] {
  const held = new Set(holders);
  return accounts
    .filter(({ role, disabled }) => !disabled && roles.includes(role))
    .filter(
      ({ id: accountId, role, employeeId }) =>
        employeeId !== null && held.has(employeeId) && canSee({ accountId, role, employeeId }, 'pay:own'),
    );
}

function ownContent(
  { company }: ResultTelling,
  { period, number }: Published,
  language: string,
): MessageContent {
  const isChinese = language === 'zh-CN';
  const command = `yardstick appraisal statement --period ${period} --by … --password-file …`;
  const line = isChinese
    ? `您在 ${period} 的考核结果（第 ${number} 版）已发布。请用 \`${command}\` 阅读。`
    : `Your result for ${period}, version ${number}, is published. Read it with \`${command}\`.`;
  return { title: titleOf(company.name, period, isChinese), lines: [line], items: itemsOf(period, number) };
}

function allContent(
  { company }: ResultTelling,
  { period, number }: Published,
  employees: readonly string[] | undefined,
  count: number,
): MessageContent {
  const isChinese = company.language === 'zh-CN';
  const line = isChinese
    ? `${period} 的考核结果（第 ${number} 版，共 ${count} 人）已发布，请各自阅读本人的结果。`
    : `The results of ${period}, version ${number}, are published for ${count} people. Everybody reads their own.`;
  const items = itemsOf(period, number, employees);
  return { title: titleOf(company.name, period, isChinese), lines: [line], items };
}

function titleOf(company: string, period: string, isChinese: boolean): string {
  return isChinese
    ? `${company}：${period} 考核结果已发布`
    : `${company}: results of ${period} are published`;
}

function itemsOf(period: string, version: number, employees?: readonly string[]) {
  return [{ kind: 'results published', period, version, ...(employees === undefined ? {} : { employees }) }];
}
