import type { PeriodFacts } from '../../appraisal/facts.ts';
import { fctActivity } from '../../models/fct/activity.ts';
import { fctSurveyResponse } from '../../models/fct/survey-response.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

type Row = Readonly<Record<string, unknown>>;

export interface CountedRows {
  /** `exclusion` says why a follow-up does not count; empty: it counts. */
  readonly followups: readonly Row[];
  readonly answers: readonly Row[];
}

/** The first rows are shown; a quarter of one person rarely has more. */
const most = 500;

/** The follow-ups and answers of one person that a period sees, from the release that is explained. */
export async function countedRows(
  context: Context,
  release: number,
  { employee, facts }: { readonly employee: string; readonly facts: PeriodFacts },
): Promise<CountedRows> {
  const [followups, answers] = await Promise.all(
    [
      { key: fctActivity.key, columns: followupColumns(facts) },
      { key: fctSurveyResponse.key, columns: '*' },
    ].map((table) => rowsOf(context, table, release, employee, facts)),
  );
  return { followups: followups ?? [], answers: answers ?? [] };
}

/** What was entered after the day of looking lifts nobody. */
function followupColumns({ asOf }: PeriodFacts): string {
  const late = `coalesce(toDate32(toDate(recorded_at, {timezone:String})) > toDate32(${literal(asOf)}), false)`;
  return `* REPLACE (if(${late}, 'recorded_late', toString(exclusion)) AS exclusion)`;
}

function rowsOf(
  { project, warehouse }: Context,
  { key, columns }: { readonly key: AssetKey; readonly columns: string },
  release: number,
  employee: string,
  { period, asOf }: PeriodFacts,
): Promise<readonly Row[]> {
  return warehouse.rows<Row>(
    `SELECT ${columns} FROM (${relationAt(project.graph.asset(key), release)})
     WHERE employee_id = {employee:String} AND toDate32(business_date) >= toDate32(${literal(period.from)})
         AND toDate32(business_date) < toDate32(${literal(period.until)}) AND toDate32(business_date) <= toDate32(${literal(asOf)})
     ORDER BY business_date LIMIT ${most}`,
    { employee, timezone: project.settings.timezone },
  );
}
