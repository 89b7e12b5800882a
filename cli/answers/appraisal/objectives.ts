import { objectiveScore } from '../../../appraisal/objective-score.ts';
import type { Objective } from '../../../models/okr/read.ts';
import { table } from '../../text/table.ts';
import type { Tongue } from '../task/wording.ts';
import { statementWords } from './wording.ts';

interface Shown {
  readonly key: string;
  readonly employee: string;
  readonly objective: Readonly<Record<Tongue, string>>;
  readonly score: string;
  /** Objectives are shown beside pay and never change it. */
  readonly weight: '0';
  readonly keyResults: readonly { readonly name: Readonly<Record<Tongue, string>>; readonly score: string }[];
}

/** The objectives these people have in a period, as their files stand now; by person, then by key. */
export function objectivesOf(
  okrs: readonly Objective[],
  period: string,
  people: ReadonlySet<string>,
): readonly Shown[] {
  return okrs
    .map(({ declaration }) => declaration)
    .filter((each) => each.period === period && people.has(each.employee))
    .map(({ key, employee, objective, key_results: results }) => ({
      ...{ key, employee, objective, score: objectiveScore(results), weight: '0' as const },
      keyResults: results.map(({ name, score }) => ({ name, score: score.toFixed(2) })),
    }))
    .toSorted((a, b) => (a.employee + a.key < b.employee + b.key ? -1 : 1));
}

/** Below a statement, after an empty line; nothing where there are none. */
export function objectivesTable(objectives: readonly Shown[], tongue: Tongue): string {
  if (objectives.length === 0) return '';
  const { titles, head } = statementWords[tongue].objectives;
  const rows = objectives.flatMap(({ employee, objective, score, weight, keyResults }) => [
    [employee, objective[tongue], score, weight],
    ...keyResults.map((result) => ['', `· ${result.name[tongue]}`, result.score, '']),
  ]);
  const columns = titles.map((title, at) => ({
    title,
    align: at >= 2 ? ('right' as const) : ('left' as const),
  }));
  return `\n\n${head}\n${table(columns, rows)}`;
}
