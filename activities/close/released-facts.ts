import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { readFacts } from '../../appraisal/marts/kept-facts.ts';
import { martAppraisalFacts } from '../../models/mart/appraisal-facts.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

/** What the people of each plan are appraised by in a period, as a release shows it; empty for a period it does not know. */
export async function releasedFacts(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  periodId: string,
): Promise<readonly PlanFacts[]> {
  const all = relationAt(project.graph.asset(martAppraisalFacts.key), release);
  return readFacts(
    await warehouse.rows(`SELECT * FROM (${all}) WHERE period_id = ${literal(periodId)} ORDER BY plan_id`),
  );
}
