import type { Viewer } from './viewer.ts';

/** Which rows a role reads. `nothing` is a scope like any other, so that no caller can forget it. */
export type RoleScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'team'; readonly teamId: string }
  | { readonly kind: 'employee'; readonly employeeId: string }
  | { readonly kind: 'nothing' };

/** Which rows a viewer may read: those of the role, or somebody else’s as their mentor, of the tables that `columnsSeen` lets through. */
export type RowScope = RoleScope | { readonly kind: 'mentee'; readonly employeeId: string };

const nothing: RoleScope = Object.freeze({ kind: 'nothing' });
const all: RoleScope = Object.freeze({ kind: 'all' });

/**
 * The rows a viewer may read: a rep's own, a manager's team's, everybody's for the other roles.
 * An unknown viewer, a rep without an employee id and a manager without a team get none.
 */
export function scopeOf(viewer: Viewer | undefined): RoleScope {
  if (viewer === undefined) return nothing;
  switch (viewer.role) {
    case 'rep':
      return viewer.employeeId ? { kind: 'employee', employeeId: viewer.employeeId } : nothing;
    case 'manager':
      return viewer.teamId ? { kind: 'team', teamId: viewer.teamId } : nothing;
    case 'executive':
    case 'hr':
    case 'finance':
    case 'analyst':
    case 'admin':
      return all;
    default:
      // The compiler proves this unreachable; a role of another release of the ledger can still arrive, and sees nothing.
      viewer.role satisfies never;
      return nothing;
  }
}
