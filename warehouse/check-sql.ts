import type { Asset } from '../models/kit/asset.ts';
import type { Check } from '../models/kit/check.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { identifier, identifiers, literal } from './identifier.ts';

/** Where a check looks: SELECT text of the candidate as it would be seen, and of what is published. */
export interface CheckView {
  readonly asset: Asset;
  readonly candidate: string;
  readonly published: string;
  /** Other assets as the run sees them, by key. */
  readonly others: (key: AssetKey) => string;
}

/**
 * The SELECT that counts what breaks a check, as one column `broken` (0: passed) and one `observed` text,
 * and the SELECT that shows the failing rows, for whoever is told.
 */
export interface CheckStatement {
  readonly verdict: string;
  readonly failingRows: string;
}

/** Statement of every kind of check that needs nothing but the warehouse; `reconcile` and `query` are judged elsewhere. */
export function checkStatement(check: Check, view: CheckView): CheckStatement | undefined {
  switch (check.kind) {
    case 'unique':
      return counted(
        `SELECT ${identifiers(check.columns)}, count() AS copies FROM (${view.candidate}) GROUP BY ${identifiers(check.columns)} HAVING copies > 1`,
      );
    case 'notNull':
      return counted(`SELECT * FROM (${view.candidate}) WHERE isNull(${identifier(check.column)})`);
    case 'acceptedValues':
      return counted(
        `SELECT * FROM (${view.candidate}) WHERE isNotNull(${identifier(check.column)}) AND ${identifier(check.column)} NOT IN (${check.values.map(literal).join(', ')})`,
      );
    case 'relationship':
      return counted(
        // An id that is NULL or empty is an unknown one, no wrong one.
        `SELECT * FROM (${view.candidate}) WHERE ifNull(toString(${identifier(check.column)}), '') != '' AND ${identifier(check.column)} NOT IN (SELECT ${identifier(check.key)} FROM (${view.others(check.asset)}))`,
      );
    case 'rowDelta':
      return delta(view, 'toFloat64(count())', check.maxLoss, check.maxGain);
    case 'sumDelta':
      return delta(view, `toFloat64(sum(${identifier(check.column)}))`, check.maxLoss, check.maxGain);
    case 'reconcile':
    case 'query':
      return undefined;
  }
}

/** A check that fails by the rows a SELECT answers. */
export function counted(failingRows: string): CheckStatement {
  return {
    verdict: `SELECT toUInt64(count()) AS broken, concat(toString(count()), ' rows') AS observed FROM (${failingRows})`,
    failingRows: `${failingRows} LIMIT 100`,
  };
}

function delta(view: CheckView, measure: string, maxLoss: number, maxGain: number): CheckStatement {
  const failingRows = `SELECT (SELECT ${measure} FROM (${view.candidate})) AS candidate, (SELECT ${measure} FROM (${view.published})) AS published`;
  const change = '(candidate - published) / abs(published)';
  return {
    verdict: `SELECT toUInt64(published != 0 AND (${change} < -${maxLoss} OR ${change} > ${maxGain})) AS broken,
      concat(toString(published), ' → ', toString(candidate)) AS observed FROM (${failingRows})`,
    failingRows,
  };
}
