import type { Grantable } from '../config/warehouse-users.ts';
import { canSee, type Resource } from './resource.ts';
import type { Role } from './role.ts';

/**
 * Published tables that are not for everybody who may ask by SQL, and what has to be open to somebody to read each. Statements of a plan hold what
 * everybody in it is paid, and so does the document they were computed from. Leaderboards and awards hold exact scores beside the figures of KPIs.
 */
export const confidentialTables = {
  'mart.appraisal_facts': 'pay:by-name',
  'mart.award': 'score:everyone',
  'mart.commission_deal': 'pay:by-name',
  'mart.commission_statement': 'pay:by-name',
  'mart.commission_team': 'pay:total',
  'mart.ranking': 'score:everyone',
  'mart.scorecard': 'score:everyone',
} as const satisfies Readonly<Record<string, Resource & Grantable>>;

/** The tables that somebody of this role does not see, unless what they need is granted. */
export function withheldFrom(role: Role, granted: readonly Grantable[] = []): readonly string[] {
  return Object.entries(confidentialTables).flatMap(([table, resource]) =>
    canSee({ accountId: '', role }, resource) || granted.includes(resource) ? [] : [table],
  );
}
