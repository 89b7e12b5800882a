import type { Check } from '../../models/kit/check.ts';
import type { CheckStatement } from '../../warehouse/check-sql.ts';
import { newestControl } from '../../warehouse/control-total.ts';
import { identifier, literal } from '../../warehouse/identifier.ts';
import { relationOf } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import type { Candidate } from './candidate.ts';

/** Rows (accepted and refused together) and a sum against what the source itself said when it was read. */
export async function reconcileStatement(
  { warehouse }: Pick<Context, 'warehouse'>,
  candidate: Candidate,
  check: Extract<Check, { kind: 'reconcile' }>,
): Promise<CheckStatement | undefined> {
  const control = await newestControl(warehouse, check);
  if (control === undefined) return undefined;
  const accepted = `(SELECT count() FROM (${relationOf(candidate.asset, candidate.view)}))`;
  const refused = `(SELECT uniqExact(source_id) FROM meta.quarantine
    WHERE asset = ${literal(candidate.asset.key)} AND _version = ${candidate.version})`;
  const expected = check.sum === undefined ? undefined : control.sums[check.sum.field];
  const sum =
    check.sum === undefined || expected === undefined
      ? { actual: '0', expected: '0' }
      : { actual: `sum(${identifier(check.sum.column)})`, expected };
  const compared = `SELECT ${accepted} + ${refused} AS rows, ${refused} AS refused, toInt64(${Math.trunc(Number(control.rows))}) AS expected_rows,
    (SELECT toDecimal128(${sum.actual}, 4) FROM (${relationOf(candidate.asset, candidate.view)})) AS total,
    toDecimal128(${literal(sum.expected)}, 4) AS expected_total`;
  return {
    verdict: `SELECT toUInt64(rows != expected_rows OR abs(total - expected_total) > 0.01) AS broken,
      concat(toString(rows), ' of ', toString(expected_rows), ' rows, ', toString(refused), ' of them refused; sum ', toString(total), ' of ', toString(expected_total)) AS observed
      FROM (${compared})`,
    failingRows: compared,
  };
}
