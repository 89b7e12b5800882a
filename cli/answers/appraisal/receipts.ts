import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { closesOf } from '../../../ledger/period-close.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { receiptsOf, type StatementReceipt } from '../../../ledger/statement-receipt.ts';
import type { Answer } from '../../command.ts';
import { instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';
import { accountNamed } from '../task/parties.ts';
import { type Employees, employeesNow, followedBy } from '../task/people.ts';
import { tongueOf } from '../task/wording.ts';

export interface ReceiptQuestion {
  readonly period: string;
  /** Version of the statements; default: the newest one. */
  readonly number?: number | undefined;
  readonly unread?: boolean | undefined;
  /** E-mail address of an account: only of people whom it may follow. */
  readonly as?: string | undefined;
}

/** Who has read the published statement, when, and who has not. Errors: APPRAISAL_UNKNOWN, ACCOUNT_UNKNOWN, NOTHING_PUBLISHED. */
export async function receipts(
  context: Context,
  { period, number, unread, as }: ReceiptQuestion,
): Promise<Answer> {
  const { db, project } = context;
  const { language, timezone } = project.config.company;
  const every = await receiptsOf(db, { period });
  const wanted = number ?? every.at(-1)?.version;
  const published = every.filter((each) => each.version === wanted);
  if (published.length === 0) throw await nothingToRead(db, period, wanted);
  const employees = await employeesNow(context);
  const followed = as === undefined ? undefined : followedBy(await accountNamed(db, as), employees);
  const seen = published.filter(({ employeeId }) => followed === undefined || followed.has(employeeId));
  const data = unread === true ? seen.filter(({ readAt }) => readAt === null) : seen;
  const read = seen.filter(({ readAt }) => readAt !== null).length;
  const say = words[tongueOf(language)];
  const head = say.head({ period, version: wanted ?? 0, read, all: seen.length });
  return { data, text: `${head}\n\n${receiptTable(data, { employees, timezone, say })}` };
}

/** Why there is nobody of whom to tell whether they have read it. */
async function nothingToRead(
  db: LedgerDb,
  period: string,
  version: number | undefined,
): Promise<YardstickError> {
  const locks = (await closesOf(db, period)).filter(
    ({ number }) => version === undefined || number === version,
  );
  return locks.length === 0
    ? new YardstickError('APPRAISAL_UNKNOWN', 'No statements of this period and version are published.', {
        subject: period,
        advice: 'They are published with the lock of the period: look with `yardstick close status`.',
      })
    : new YardstickError('APPRAISAL_UNKNOWN', 'The period was locked before readings were recorded.', {
        subject: period,
        advice:
          'Statements of its next lock tell who has read them: `yardstick close unlock`, then `close lock`.',
      });
}

interface Words {
  readonly titles: readonly string[];
  readonly unread: string;
  readonly head: (of: { period: string; version: number; read: number; all: number }) => string;
}

const words: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    titles: ['Person', 'Published', 'Read', 'By'],
    unread: 'not read',
    head: ({ period, version, read, all }) =>
      `${period}, version ${version}: ${read} of ${all} have read it.`,
  },
  zh: {
    titles: ['员工', '发布时间', '阅读时间', '阅读人'],
    unread: '未读',
    head: ({ period, version, read, all }) => `${period} 第 ${version} 版：${all} 人中 ${read} 人已读。`,
  },
};

function receiptTable(
  rows: readonly StatementReceipt[],
  {
    employees,
    timezone,
    say,
  }: { readonly employees: Employees; readonly timezone: string; readonly say: Words },
): string {
  return table(
    say.titles.map((title) => ({ title })),
    rows.map(({ employeeId, publishedAt, readAt, readBy }) => [
      `${employeeId} ${employees.get(employeeId)?.name ?? ''}`.trim(),
      instant(publishedAt, timezone),
      readAt === null ? say.unread : instant(readAt, timezone),
      readBy ?? '–',
    ]),
  );
}
