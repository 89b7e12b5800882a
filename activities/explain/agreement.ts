import { z } from 'zod';
import { exact, sum } from '../../appraisal/exact.ts';
import type { Explanation } from '../../appraisal/explain/explanation.ts';
import { money, rounded, score } from '../../appraisal/rounding.ts';
import { shownAt } from '../../ledger/shown.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { martCommissionStatement } from '../../models/mart/commission-statement.ts';
import { martScorecard } from '../../models/mart/scorecard.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

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
  const values = await publishedValues(context, release, explanation);
  const other = values.find((value) => !isSame(value, explanation));
  return {
    agrees: other === undefined && values.length > 0,
    published: (other === undefined ? values[0] : other) ?? null,
    asset,
    revision: await revisionsOf(context, release, asset),
  };
}

/** A KPI is kept as numerator and denominator of twelve decimals each: its last printed one may differ. */
function isSame(value: string | null, { result, subject }: Explanation): boolean {
  if (value === null || result === null) return value === result;
  const difference = exact(value).sub(exact(result)).abs();
  return subject === 'kpi' ? difference.lte(exact('0.000001')) : difference.equals(0);
}

const text = z.string();
const json = z.string().transform((written) => z.record(text, z.unknown()).parse(JSON.parse(written)));
const statementRow = z.object({
  ...{ part: z.enum(['rep', 'manager']), total_payable: text, final_score: text.nullable(), published: json },
});
const kpiRow = z.object({ part: z.string(), numerator: text.nullable(), denominator: text.nullable() });

/** The number wherever it is written: in its column, and in the statement as it is printed. */
async function publishedValues(
  context: Of,
  release: number,
  explanation: Explanation,
): Promise<readonly (string | null)[]> {
  const { subject, kpi } = explanation;
  if (subject === 'kpi') {
    const rows = await rowsOf(context, release, explanation, `AND kpi = ${literal(kpi ?? '')}`);
    return ownPart(kpiRow.array().parse(rows)).map(quotientOf);
  }
  const rows = statementRow.array().parse(await rowsOf(context, release, explanation, ''));
  const [row] = ownPart(rows);
  if (row === undefined) return [];
  if (subject === 'score') return [printed(row.final_score, score), textIn(row.published.final_score)];
  const paid = rows.map(({ part, published }) =>
    textIn(part === 'rep' ? published.total_payable : published.override),
  );
  return [totalOf(rows.map(({ total_payable: total }) => total)), totalOf(paid)];
}

/** Where somebody is paid for own deals and for others, score and KPI are explained by the own ones. */
function ownPart<Row extends { readonly part: string }>(rows: readonly Row[]): readonly Row[] {
  const own = rows.filter(({ part }) => part === 'rep');
  return own.length > 0 ? own : rows;
}

/** Of all parts; null where one of them is not told. */
function totalOf(parts: readonly (string | null)[]): string | null {
  const told = parts.filter((part) => part !== null);
  return told.length === parts.length ? money(sum(told.map(exact))) : null;
}

function quotientOf({ numerator, denominator }: z.output<typeof kpiRow>): string | null {
  if (numerator === null || denominator === null) return null;
  return rounded(exact(numerator).div(exact(denominator)), 6);
}

function printed(value: string | null, print: typeof money): string | null {
  return value === null ? null : print(exact(value));
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function rowsOf(
  { project, warehouse }: Of,
  release: number,
  { subject, period, plan, employee }: Explanation,
  condition: string,
): Promise<readonly unknown[]> {
  const asset = subject === 'kpi' ? martScorecard : martCommissionStatement;
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
