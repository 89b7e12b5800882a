import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type PeriodClose, standingLock } from '../../../ledger/period-close.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import { literal } from '../../../warehouse/identifier.ts';
import { relationAt } from '../../../warehouse/relation.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import type { ReleasedWarehouse } from './as-of.ts';

/** The warehouse at the release published last: all figures of an answer are from one. Error: NOTHING_PUBLISHED before the first. */
export async function newestRelease({ db, project, warehouse }: Context): Promise<ReleasedWarehouse> {
  return { project, warehouse, release: await newestReleaseNumber({ db }) };
}

/** The warehouse as a period was locked, and as it is published while the period is open. Error: NOTHING_PUBLISHED. */
export async function releaseOf(
  context: Context,
  period: string,
): Promise<ReleasedWarehouse & { readonly lock: PeriodClose | undefined }> {
  const newest = await newestRelease(context);
  const lock = await standingLock(context.db, period);
  return { ...newest, release: lock?.release ?? newest.release, lock };
}

/** Rows of an asset of pay as the release shows them, of one period and one plan where these are named. */
export function rowsOf(
  { project, warehouse, release }: ReleasedWarehouse,
  key: AssetKey,
  { period, plan }: { readonly period?: string; readonly plan?: string } = {},
): Promise<readonly unknown[]> {
  const conditions = [
    ...(period === undefined ? [] : [`period_id = ${literal(period)}`]),
    ...(plan === undefined ? [] : [`plan_id = ${literal(plan)}`]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return warehouse.rows(`SELECT * FROM (${relationAt(project.graph.asset(key), release)})${where}`);
}

/** What was asked for among what there is: one, or named. Error: APPRAISAL_UNKNOWN with the names. */
export function oneOf<Row>(
  what: 'period' | 'plan',
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  asked: string | undefined,
): Row {
  const names = [...new Set(rows.map(nameOf))].sort();
  const found = rows.filter((row) => asked === undefined || nameOf(row) === asked);
  const [first] = found;
  if (first !== undefined && (asked !== undefined || names.length === 1)) return first;
  const known = names.length === 0 ? 'none' : names.join(', ');
  throw new YardstickError(
    'APPRAISAL_UNKNOWN',
    asked === undefined
      ? `Which ${what}? There ${names.length === 0 ? 'is none' : `are ${known}`}.`
      : `There is no such ${what}.`,
    {
      subject: asked ?? what,
      advice:
        names.length === 0
          ? `Load a ${what} first, then \`yardstick run\`.`
          : `Name one with --${what}: ${known}.`,
    },
  );
}
