import { assertUnreachable } from './assert-unreachable.ts';
import type { RowScope } from './row-scope.ts';

/** The columns of an asset that say whose a row is; `undefined` for an asset that holds nothing of one person. */
export interface ScopeColumns {
  readonly employee?: string | undefined;
  readonly team?: string | undefined;
  readonly region?: string | undefined;
}

/** A ClickHouse condition and the values it binds; the values never become text of the statement. */
export interface RowFilter {
  readonly condition: string;
  readonly params: Readonly<Record<string, string>>;
}

const everything: RowFilter = Object.freeze({ condition: '1', params: Object.freeze({}) });
const none: RowFilter = Object.freeze({ condition: '0', params: Object.freeze({}) });

/**
 * The scope as a condition on one asset. An asset with scope columns that lacks the one needed answers no rows: a team's
 * rows cannot be picked from an asset that only knows employees.
 */
export function rowFilter(scope: RowScope, columns: ScopeColumns | undefined): RowFilter {
  switch (scope.kind) {
    case 'all':
      return everything;
    case 'nothing':
      return none;
    case 'team':
      return equals(columns, columns?.team, 'viewer_team', scope.teamId);
    case 'employee':
    case 'mentee':
      return equals(columns, columns?.employee, 'viewer_employee', scope.employeeId);
    default:
      return assertUnreachable(scope);
  }
}

function equals(
  columns: ScopeColumns | undefined,
  column: string | undefined,
  param: string,
  value: string,
): RowFilter {
  if (columns === undefined) return everything;
  if (column === undefined) return none;
  return { condition: `\`${column}\` = {${param}:String}`, params: { [param]: value } };
}
