import type { Context } from '../../../activities/context.ts';
import { type Course, namesOf } from '../../../models/course/declaration.ts';
import { topicName } from '../../../models/course/topic.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { type Tongue, tongueOf } from '../task/wording.ts';
import { countedTrainings, type Evaluation, evaluationOf, type NoEffect } from './evaluation.ts';

/** A course with what its trainings have brought. */
export interface EvaluatedCourse extends Evaluation {
  readonly key: string;
  readonly name: Course['declaration']['name'];
  readonly topic: string;
  readonly mode: Course['declaration']['mode'];
  readonly hours: number | null;
  /** What trainings in the data call it. */
  readonly names: readonly string[];
}

/** Every declared course with its evaluation, by topic, those first that have brought most. Error: NOTHING_PUBLISHED. */
export async function evaluatedCourses(context: Context): Promise<readonly EvaluatedCourse[]> {
  const { courses } = context.project;
  if (courses.length === 0) return [];
  const counted = await countedTrainings(context);
  return courses
    .map((course) => {
      const { key, name, topic, mode, hours = null } = course.declaration;
      return {
        ...{ key, name, topic, mode, hours, names: namesOf(course) },
        ...evaluationOf(course, counted),
      };
    })
    .sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : (b.effect ?? 0) - (a.effect ?? 0)));
}

/** `yardstick training courses`. Error: NOTHING_PUBLISHED. */
export async function trainingCourses(context: Context): Promise<Answer> {
  const data = await evaluatedCourses(context);
  return { data, text: coursesTable(data, tongueOf(context.project.config.company.language)) };
}

interface Words {
  readonly titles: readonly string[];
  readonly none: string;
  readonly modes: Readonly<Record<EvaluatedCourse['mode'], string>>;
  readonly reasons: Readonly<Record<NoEffect, string>>;
}

const words: Readonly<Record<Tongue, Words>> = {
  en: {
    titles: ['Course', 'Name', 'Topic', 'Mode', 'Trained', 'Peers', 'Effect', 'Not applicable', 'Last'],
    none: 'No courses are declared: list their YAML files under `courses` in yardstick.yaml.',
    modes: { online: 'online', offline: 'offline', both: 'online and offline' },
    reasons: { '': '', nobody_trained: 'nobody was trained', nobody_to_compare: 'nobody to compare with' },
  },
  zh: {
    titles: ['课程', '名称', '主题', '方式', '受训人数', '对照人数', '效果', '不适用原因', '最近一次'],
    none: '尚未声明课程：请在 yardstick.yaml 的 `courses` 中列出课程的 YAML 文件。',
    modes: { online: '线上', offline: '线下', both: '线上与线下' },
    reasons: { '': '', nobody_trained: '无人受训', nobody_to_compare: '无对照人员' },
  },
};

function coursesTable(courses: readonly EvaluatedCourse[], tongue: Tongue): string {
  const say = words[tongue];
  if (courses.length === 0) return say.none;
  return table(
    say.titles.map((title, at) => ({ title, align: at >= 4 && at <= 6 ? 'right' : 'left' })),
    courses.map(({ key, name, topic, mode, trained, peers, effect, reason, last }) => [
      ...[key, name[tongue], topicName(topic, tongue), say.modes[mode], String(trained), String(peers)],
      ...[effect === null ? '–' : effect.toFixed(2), say.reasons[reason], last ?? '–'],
    ]),
  );
}
