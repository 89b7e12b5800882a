import { z } from 'zod';
import { exact, sum } from '../../appraisal/exact.ts';
import type { Explanation } from '../../appraisal/explain/explanation.ts';
import { money, rounded, score } from '../../appraisal/rounding.ts';

type Told = Pick<Explanation, 'subject' | 'result'>;

/**
 * Holds the result of an explanation against the rows that a person has of it in a plan and period: those of `mart.scorecard` of the KPI, else those
 * of `mart.commission_statement`. `published`: the number there, and where there are several the one that is another; null: not applicable, or no row.
 */
export function heldAgainst(
  told: Told,
  rows: readonly unknown[],
): { readonly agrees: boolean; readonly published: string | null } {
  const values = publishedValues(told.subject, rows);
  const other = values.find((value) => !isSame(value, told));
  return {
    agrees: other === undefined && values.length > 0,
    published: (other === undefined ? values[0] : other) ?? null,
  };
}

/** A KPI is kept as numerator and denominator of twelve decimals each: its last printed one may differ. */
function isSame(value: string | null, { result, subject }: Told): boolean {
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
function publishedValues(subject: Told['subject'], found: readonly unknown[]): readonly (string | null)[] {
  if (subject === 'kpi') return ownPart(kpiRow.array().parse(found)).map(quotientOf);
  const rows = statementRow.array().parse(found);
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
