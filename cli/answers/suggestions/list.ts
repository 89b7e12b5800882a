import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { topicName } from '../../../models/course/topic.ts';
import { martSuggestion } from '../../../models/mart/suggestion.ts';
import type { Answer } from '../../command.ts';
import { currentTeams } from '../../runtime/current-teams.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';
import { type Tongue, tongueOf } from '../task/wording.ts';
import { type Attendance, attendances } from '../training/attendance.ts';
import { type EvaluatedCourse, evaluatedCourses } from '../training/courses.ts';

const whole = z.coerce.number();
const row = z.object({
  ...{ month: z.string(), employee_id: z.string(), employee_name: z.string(), team_id: z.string() },
  ...{ region: z.string(), kpi: z.string(), topic: z.string(), value: z.number().nullable() },
  ...{
    value_before: z.number().nullable(),
    rank: whole,
    ranked: whole,
    mentor_id: z.string(),
    priority: whole,
  },
});

/** Topics of training by person, the weakest KPI first, each with the figures it rests on and the courses of the topic. Error: ORDER_REFUSED for an unknown team. */
export async function suggestionsList(
  context: Context,
  { team, employee }: { readonly team?: string | undefined; readonly employee?: string | undefined },
): Promise<Answer> {
  const data = await publishedRows(context, {
    ...{ asset: martSuggestion.key, row },
    tail: `WHERE ({team:String} = '' OR team_id = {team:String}) AND ({employee:String} = '' OR employee_id = {employee:String})
      ORDER BY team_id, employee_id, priority`,
    parameters: { team: team ?? '', employee: employee ?? '' },
  });
  const courses = await evaluatedCourses(context);
  const attended = courses.length === 0 ? [] : await attendances(context);
  const proposed = data.map((each) => ({ ...each, courses: coursesFor(each, courses, attended) }));
  const tongue = tongueOf(context.project.config.company.language);
  const say = words[tongue];
  if (data.length === 0) {
    if (team !== undefined)
      assertKnown(team, await currentTeams(context), { what: 'team', option: '--team' });
    return { data, text: say.none };
  }
  const text = table(
    say.titles.map((title) => ({ title })),
    proposed.map((each) => [
      ...[`${each.employee_id} ${each.employee_name}`, each.team_id, topicName(each.topic, tongue), each.kpi],
      ...[
        valueText(each.value),
        valueText(each.value_before),
        say.place(each.rank, each.ranked),
        each.mentor_id,
        courseText(each.courses[0], say),
      ],
    ]),
  );
  return { data: proposed, text };
}

interface Words {
  readonly titles: readonly string[];
  readonly none: string;
  readonly place: (rank: number, ranked: number) => string;
  readonly attended: (course: string, day: string) => string;
}

const words: Readonly<Record<Tongue, Words>> = {
  en: {
    titles: [
      ...['Person', 'Team', 'Topic', 'Because of', 'Value', 'Was', 'Place', 'To learn from', 'Course'],
    ],
    none: 'Nothing to suggest.',
    place: (rank, ranked) => `${rank} of ${ranked}`,
    attended: (course, day) => `${course} (attended ${day})`,
  },
  zh: {
    titles: ['员工', '团队', '主题', '依据指标', '数值', '上期', '名次', '学习对象', '课程'],
    none: '没有建议。',
    place: (rank, ranked) => `${ranked} 人中第 ${rank}`,
    attended: (course, day) => `${course}（已于 ${day} 参加）`,
  },
};

/** The first course is an attended one only where all of the topic were attended. */
function courseText(
  course: { readonly key: string; readonly attended: string | null } | undefined,
  say: Words,
): string {
  if (course === undefined) return '–';
  return course.attended === null ? course.key : say.attended(course.key, course.attended);
}

/** Courses of the topic: those not attended yet come first, and of these the one that has brought most; attended ones with the newest day. */
export function coursesFor(
  { topic, employee_id: employee }: Pick<z.infer<typeof row>, 'topic' | 'employee_id'>,
  courses: readonly Pick<EvaluatedCourse, 'key' | 'name' | 'mode' | 'topic' | 'effect' | 'names'>[],
  attended: readonly Attendance[],
) {
  const own = new Map(
    attended.filter((each) => each.employee === employee).map((each) => [each.course, each.day]),
  );
  return courses
    .filter((course) => course.topic === topic)
    .map(({ key, name, mode, effect, names }) => ({
      ...{ key, name, mode, effect },
      attended:
        names
          .flatMap((each) => own.get(each) ?? [])
          .sort()
          .at(-1) ?? null,
    }))
    .sort((a, b) => Number(a.attended !== null) - Number(b.attended !== null));
}
