import { planSourceName } from '../../config/plan-source-name.ts';
import { isPeriodOf } from '../plan-file/payout.ts';
import { isInForce, validityOf } from '../plan-in-force.ts';
import type { InputRows, PeriodRow, PlanRow } from './input-rows.ts';

// Which plan has to do with a period, and with whom: asked by a run, and before it of a document that is handed in.

/** What a version of a plan says of when and for whom it is. */
export type PlanScope = Pick<PlanRow, 'version' | 'valid_from' | 'valid_to' | 'payout' | 'org_id' | 'roles'> &
  Pick<PlanRow, 'manager_id'>;

type Days = Pick<PeriodRow, 'period_start' | 'period_end'>;
type Holder = Pick<InputRows['employee'][number], 'employee_id' | 'team_id' | 'role'>;
type Unit = Pick<InputRows['unit'][number], 'org_id' | 'path'>;

/** The version in force in the period; where none is, the newest, by which the appraisal is refused with the reason. */
export function currentOf<Version extends PlanScope>(
  versions: readonly Version[],
  { period_start, period_end }: Days,
): Version | undefined {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version);
  const inForce = newestFirst.find(({ valid_from, valid_to }) =>
    isInForce({ from: valid_from, until: valid_to }, { from: period_start, until: period_end }),
  );
  return inForce ?? newestFirst[0];
}

/**
 * A plan has to do with periods of its payout's length, one without a payout with those that a source tells; from its first version to its
 * last, and between them one of them has to hold.
 */
export function isPaid(
  versions: readonly PlanScope[],
  { payout }: PlanScope,
  period: Days & Pick<PeriodRow, 'source'>,
): boolean {
  const days = { from: period.period_start, until: period.period_end };
  if (payout === null ? period.source === planSourceName : !isPeriodOf(payout, days)) return false;
  const ranges = versions.map(({ valid_from, valid_to }) =>
    validityOf({ from: valid_from, until: valid_to }),
  );
  return ranges.some(({ from }) => from < days.until) && ranges.some(({ until }) => until > days.from);
}

/** Whom a plan is for on which days, without those it pays as managers. */
export function isFor(
  units: readonly Unit[],
  { org_id: orgId, roles }: Pick<PlanScope, 'org_id' | 'roles'>,
): (holder: Holder) => boolean {
  const below = new Set(
    units.filter(({ path }) => orgId !== null && path.includes(orgId)).map(({ org_id }) => org_id),
  );
  return ({ team_id, role }) =>
    (orgId === null || below.has(team_id)) && (roles.length === 0 || roles.includes(role));
}

/** Whom a plan is for; whoever it pays as a manager belongs to them by any role. */
export function isMember(units: readonly Unit[], plan: PlanScope): (holder: Holder) => boolean {
  const isMeant = isFor(units, plan);
  const isThere = isFor(units, { ...plan, roles: [] });
  return (holder) => isMeant(holder) || (holder.employee_id === plan.manager_id && isThere(holder));
}
