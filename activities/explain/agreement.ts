import type { Explanation } from '../../appraisal/explain/explanation.ts';
import { shownAt } from '../../ledger/shown.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { martCommissionStatement } from '../../models/mart/commission-statement.ts';
import { martScorecard } from '../../models/mart/scorecard.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import { heldAgainst } from './held-against.ts';

/** Whether an explanation ends in the number that a release shows. */
export interface Agreement {
  readonly agrees: boolean;
  /** What the release shows; null: not applicable, or no such row. */
  readonly published: string | null;
  /** The table it stands in. */
  readonly asset: AssetKey;
  /** Revision of the code that wrote it, and of the code that explains it: equal ones compute the same. */
  readonly revision: { readonly published: string; readonly explained: string };
}

type Of = Pick<Context, 'db' | 'project' | 'warehouse'>;

/** Holds the result of an explanation against the number itself, as the release shows it. */
export async function agreementOf(
  context: Of,
  release: number,
  explanation: Explanation,
): Promise<Agreement> {
  const asset = explanation.subject === 'kpi' ? martScorecard.key : martCommissionStatement.key;
  return {
    ...heldAgainst(explanation, await rowsOf(context, release, explanation)),
    asset,
    revision: await revisionsOf(context, release, asset),
  };
}

function rowsOf(
  { project, warehouse }: Of,
  release: number,
  { subject, kpi, period, plan, employee }: Explanation,
): Promise<readonly unknown[]> {
  const asset = subject === 'kpi' ? martScorecard : martCommissionStatement;
  const condition = subject === 'kpi' ? `AND kpi = ${literal(kpi ?? '')}` : '';
  const own = `period_id = ${literal(period.id)} AND plan_id = ${literal(plan.id)} AND employee_id = ${literal(employee.id)}`;
  return warehouse.rows(
    `SELECT * FROM (${relationAt(project.graph.asset(asset.key), release)}) WHERE ${own} ${condition}`,
  );
}

async function revisionsOf(
  { db, project }: Of,
  release: number,
  asset: AssetKey,
): Promise<Agreement['revision']> {
  const stored = (await shownAt(db, release)).find((each) => each.asset === asset);
  const short = (fingerprint: string | undefined) => fingerprint?.slice(0, 12) ?? 'unknown';
  return { published: short(stored?.codeFingerprint), explained: short(project.codes.get(asset)) };
}
