import type { Project } from '../../../activities/project.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { type Language, languageOf, wordsOf } from './wording.ts';

/** Every version of every plan, one line each. */
export function plansList(project: Pick<Project, 'plans' | 'config'>, asked: Language | undefined): Answer {
  const language = languageOf(project, asked);
  const say = wordsOf(language);
  const data = project.plans.map(
    ({ file, sha256, declaration: { code, version, name, roles, ...rest } }) => ({
      ...{ code, version, name: name ?? null, file, sha256, roles: roles ?? null, unit: rest.unit ?? null },
      ...{ from: rest.from, until: rest.until ?? null, payout: rest.payout ?? null },
    }),
  );
  if (data.length === 0) return { data, text: say.none };
  const titles = [
    say.code,
    say.version,
    say.name,
    say.roles,
    say.unit,
    say.from,
    say.until,
    say.payout,
    say.file,
  ];
  return {
    data,
    text: table(
      titles.map((title) => ({ title })),
      data.map((plan) => [
        ...[plan.code, String(plan.version), plan.name?.[language] ?? '', plan.roles?.join(', ') ?? say.all],
        ...[plan.unit ?? say.all, plan.from, plan.until ?? say.open],
        ...[plan.payout === null ? say.any : say[plan.payout], plan.file],
      ]),
    ),
  };
}
