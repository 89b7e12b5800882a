import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { exact } from '../../../appraisal/exact.ts';
import { money, score } from '../../../appraisal/rounding.ts';
import { martCommissionStatement } from '../../../models/mart/commission-statement.ts';
import { martCommissionTeam } from '../../../models/mart/commission-team.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { type Tongue, tongueOf } from '../task/wording.ts';
import { objectivesOf, objectivesTable } from './objectives.ts';
import { perspectivesTable } from './perspectives-table.ts';
import { oneOf, releaseOf, rowsOf } from './released.ts';
import { statementWords } from './wording.ts';

export interface StatementQuestion {
  readonly period: string;
  readonly plan?: string | undefined;
}

const text = z.string();
const published = z.record(text, z.unknown());

const teamRow = z.object({
  ...{ period_id: text, plan_id: text, as_of: text, published: text },
  ...{ team_id: text, net_sales: text, attainment_pct: text.nullable(), total_commission_cost: text },
});

export const personRow = z.object({
  ...{
    period_id: text,
    plan_id: text,
    employee_id: text,
    employee_name: text,
    part: z.enum(['rep', 'manager']),
  },
  ...{
    net_sales: text,
    sales_under_review: text,
    attainment_pct: text.nullable(),
    final_score: text.nullable(),
    coefficient: text.nullable(),
  },
  ...{ after_cap: text, released: text, held: text, draw_top_up: text, team_bonus: text, override: text },
  ...{ total_payable: text, published: text },
});

/** The statements of one plan for one period: as they were locked, else as they are published. Error: APPRAISAL_UNKNOWN. */
export async function statement(context: Context, { period, plan }: StatementQuestion): Promise<Answer> {
  const released = await releaseOf(context, period);
  const teams = z.array(teamRow).parse(await rowsOf(released, martCommissionTeam.key));
  oneOf('period', teams, ({ period_id }) => period_id, period);
  const ofPeriod = teams.filter(({ period_id }) => period_id === period);
  const team = oneOf('plan', ofPeriod, ({ plan_id }) => plan_id, plan);
  const people = z
    .array(personRow)
    .parse(await rowsOf(released, martCommissionStatement.key, { period, plan: team.plan_id }))
    .sort((a, b) => (a.employee_id < b.employee_id ? -1 : 1));
  const reps = people.filter(({ part }) => part === 'rep');
  const { period: days, as_of, ...rest } = published.parse(JSON.parse(team.published));
  const shownTo = new Set(people.map(({ employee_id }) => employee_id));
  const objectives = objectivesOf(context.project.okrs, period, shownTo);
  const data = {
    ...{ period: days, as_of },
    reps: Object.fromEntries(
      reps.map((rep) => [rep.employee_id, published.parse(JSON.parse(rep.published))]),
    ),
    ...rest,
    ...(objectives.length === 0 ? {} : { objectives }),
  };
  const tongue = tongueOf(context.project.config.company.language);
  const say = statementWords[tongue];
  const state = released.lock === undefined ? say.open : say.locked(released.lock.number);
  const shown = `${peopleTable(people, tongue)}${perspectivesTable(people, tongue)}${objectivesTable(objectives, tongue)}`;
  return { data, text: `${headline(team, state, tongue)}\n\n${shown}` };
}

function headline(team: z.infer<typeof teamRow>, state: string, tongue: Tongue): string {
  const { attainment_pct } = team;
  return statementWords[tongue].team({
    ...{ team: team.team_id, period: team.period_id, plan: team.plan_id, asOf: team.as_of, state },
    ...{ sold: amount(team.net_sales), cost: amount(team.total_commission_cost) },
    attained: attainment_pct === null ? null : Number(attainment_pct).toFixed(1),
  });
}

export function peopleTable(people: readonly z.infer<typeof personRow>[], tongue: Tongue): string {
  const say = statementWords[tongue];
  return table(
    say.titles.map((title, at) => ({ title, align: at >= 2 ? 'right' : 'left' })),
    people.map((row) => [
      ...[`${row.employee_id} ${row.employee_name}`, say.parts[row.part], amount(row.net_sales)],
      amount(row.sales_under_review),
      ...[points(row.attainment_pct), points(row.final_score), row.coefficient ?? '–'],
      ...[row.after_cap, row.released, row.held, row.draw_top_up].map(amount),
      ...[row.team_bonus, row.override, row.total_payable].map(amount),
    ]),
  );
}

/** The warehouse leaves zeros at the end away. */
function amount(text: string): string {
  return money(exact(text));
}

function points(text: string | null): string {
  return text === null ? '–' : score(exact(text));
}
