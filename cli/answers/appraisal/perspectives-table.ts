import { z } from 'zod';
import { exact, whole } from '../../../appraisal/exact.ts';
import { perspectiveNames } from '../../../appraisal/explain/mean-steps.ts';
import { rounded } from '../../../appraisal/rounding.ts';
import { perspectives } from '../../../models/kpi/declaration.ts';
import { table } from '../../text/table.ts';
import type { Tongue } from '../task/wording.ts';
import { statementWords } from './wording.ts';

const balanced = z.object({
  perspectives: z
    .partialRecord(z.enum(perspectives), z.object({ weight: z.string(), score: z.string().nullable() }))
    .default({}),
});

interface Card {
  readonly employee_id: string;
  readonly employee_name: string;
  readonly published: string;
}

/** Weight and score of each perspective by person, after an empty line; nothing where the plan weighs none. */
export function perspectivesTable(people: readonly Card[], tongue: Tongue): string {
  const cards = people.map((each) => ({
    ...{ of: balanced.parse(JSON.parse(each.published)).perspectives, each },
  }));
  const shown = perspectives.filter((name) => cards.some(({ of }) => of[name] !== undefined));
  if (shown.length === 0) return '';
  const titles = [
    { title: statementWords[tongue].perspective },
    ...shown.map((name) => ({ title: perspectiveNames[name][tongue], align: 'right' as const })),
  ];
  const rows = cards.map(({ of, each }) => [
    `${each.employee_id} ${each.employee_name}`,
    ...shown.map((name) => cell(of[name])),
  ]);
  return `\n\n${table(titles, rows)}`;
}

function cell(of: { readonly weight: string; readonly score: string | null } | undefined): string {
  return of === undefined ? '–' : `${of.score ?? '–'} (${rounded(exact(of.weight).mul(whole(100)), 1)} %)`;
}
