import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { namesOf } from '../../../models/course/declaration.ts';
import type { Answer } from '../../command.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { accountNamed } from '../task/parties.ts';
import { employeesNow, followedBy } from '../task/people.ts';
import { tongueOf } from '../task/wording.ts';

const row = z.object({ employee_id: z.string(), day: z.string(), before: z.string(), after: z.string() });

const words = {
  en: { titles: ['Person', 'Day', 'Before', 'After'], none: 'Nobody was trained.' },
  zh: { titles: ['员工', '日期', '训前', '训后'], none: '无人受训。' },
} as const;

/**
 * Who took part in a course, with the tests before and after, as far as an account may follow those people.
 * Errors: COURSE_UNKNOWN, ACCOUNT_UNKNOWN, NOTHING_PUBLISHED.
 */
export async function trainingAttendance(
  context: Context,
  key: string,
  { as }: { readonly as?: string | undefined },
): Promise<Answer> {
  const { courses, config } = context.project;
  const course = courses.find(({ declaration }) => declaration.key === key);
  if (course === undefined)
    throw new YardstickError('COURSE_UNKNOWN', 'There is no such course.', { subject: key });
  const employees = await employeesNow(context);
  const followed = as === undefined ? undefined : followedBy(await accountNamed(context.db, as), employees);
  const trained = await publishedRows(context, {
    ...{ asset: 'fct.training', row, parameters: { names: [...namesOf(course)] } },
    select:
      'employee_id, toString(business_date) AS day, toString(published.before) AS before, toString(published.after) AS after',
    tail: 'WHERE is_trained AND course IN {names:Array(String)} ORDER BY business_date DESC, employee_id',
  });
  const data = trained.filter(({ employee_id: id }) => followed === undefined || followed.has(id));
  const say = words[tongueOf(config.company.language)];
  if (data.length === 0) return { data, text: say.none };
  const rows = data.map(({ employee_id: id, day, before, after }) => [
    ...[`${id} ${employees.get(id)?.name ?? ''}`.trim(), day, before, after],
  ]);
  return {
    data,
    text: table(
      say.titles.map((title, at) => ({ title, align: at >= 2 ? 'right' : 'left' })),
      rows,
    ),
  };
}

const attendance = z.object({ employee: z.string(), course: z.string(), day: z.string() });
/** Somebody’s newest attendance of a course, by the name that the data give it. */
export type Attendance = z.infer<typeof attendance>;

/** Who has taken part in what, and when last. */
export async function attendances(context: Context): Promise<readonly Attendance[]> {
  return publishedRows(context, {
    ...{ asset: 'fct.training', row: attendance },
    select: 'employee_id AS employee, toString(course) AS course, toString(max(business_date)) AS day',
    tail: 'WHERE is_trained GROUP BY employee_id, published.course',
  });
}
