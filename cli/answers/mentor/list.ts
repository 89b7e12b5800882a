import type { Context } from '../../../activities/context.ts';
import { type MentorPair, mentorPairs } from '../../../ledger/mentor-pair.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { accountNamed, dayOf } from '../task/parties.ts';
import { type Employees, employeesNow, followedBy } from '../task/people.ts';
import { type Tongue, tongueOf } from '../task/wording.ts';

export interface MentorQuestion {
  /** E-mail address of an account: only its own pairs, and those of people whom it may follow. */
  readonly as?: string | undefined;
  /** Also pairs that are over or to come. */
  readonly all?: boolean | undefined;
}

/** Who coaches whom today, or ever. Errors: ACCOUNT_UNKNOWN, NOTHING_PUBLISHED. */
export async function mentorList(context: Context, { as, all }: MentorQuestion): Promise<Answer> {
  const employees = await employeesNow(context);
  const found = await mentorPairs(context.db, all === true ? {} : { on: dayOf(context) });
  const data = as === undefined ? found : await seenBy(context, employees, found, as);
  return { data, text: pairsTable(data, employees, tongueOf(context.project.config.company.language)) };
}

async function seenBy(
  { db }: Pick<Context, 'db'>,
  employees: Employees,
  pairs: readonly MentorPair[],
  email: string,
): Promise<readonly MentorPair[]> {
  const account = await accountNamed(db, email);
  const followed = followedBy(account, employees);
  return pairs.filter(({ mentorId, menteeId }) => mentorId === account.employeeId || followed.has(menteeId));
}

const words = {
  en: {
    titles: ['Pair', 'Mentor', 'Mentee', 'From', 'Until', 'Why ended'],
    none: 'There are no such pairs.',
  },
  zh: { titles: ['编号', '导师', '学员', '开始', '结束（不含）', '结束原因'], none: '没有符合条件的结对。' },
} as const;

export function pairsTable(pairs: readonly MentorPair[], employees: Employees, tongue: Tongue): string {
  const say = words[tongue];
  if (pairs.length === 0) return say.none;
  const named = (id: string) => `${id} ${employees.get(id)?.name ?? ''}`.trim();
  return table(
    say.titles.map((title) => ({ title })),
    pairs.map(({ id, mentorId, menteeId, startsOn, endsOn, reason }) => [
      ...[String(id), named(mentorId), named(menteeId), startsOn, endsOn ?? '–', reason ?? ''],
    ]),
  );
}
