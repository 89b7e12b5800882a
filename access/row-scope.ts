import type { Viewer } from './viewer.ts';

/** Which rows a viewer may read. `nothing` is a scope like any other, so that no caller can forget it. */
export type RowScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'team'; readonly teamId: string }
  | { readonly kind: 'employee'; readonly employeeId: string }
  | { readonly kind: 'nothing' };

const nothing: RowScope = Object.freeze({ kind: 'nothing' });
const all: RowScope = Object.freeze({ kind: 'all' });

/**
 * The rows a viewer may read: a rep's own, a manager's team's, everybody's for the other roles.
 * An unknown viewer, a rep without an employee id and a manager without a team get none.
 */
export function scopeOf(viewer: Viewer | undefined): RowScope {
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
