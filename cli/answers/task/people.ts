import { z } from 'zod';
import { scopeOf } from '../../../access/row-scope.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../../../ledger/account.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { managersAbove } from '../quality/concerned-people.ts';

const row = z.object({
  id: z.string(),
  name: z.string(),
  manager: z.string(),
  team: z.string(),
  region: z.string(),
});

/** Somebody of the company as the newest release knows them. */
export type Employee = z.infer<typeof row>;
export type Employees = ReadonlyMap<string, Employee>;

/** Everybody of a release, of the newest one unless named, by employee number. Error: NOTHING_PUBLISHED. */
export async function employeesNow(context: Context, release?: number): Promise<Employees> {
  const rows = await publishedRows(context, {
    ...{ asset: 'dim.employee', row, release },
    select: "employee_id AS id, name, coalesce(manager_id, '') AS manager, team_id AS team, region",
    tail: "WHERE is_current AND employee_id != 'unassigned' ORDER BY employee_id",
  });
  return new Map(rows.map((each) => [each.id, each]));
}

/** Error: ORDER_REFUSED. */
export function employeeNamed(employees: Employees, id: string, option: string): Employee {
  const found = employees.get(id);
  if (found !== undefined) return found;
  throw new YardstickError('ORDER_REFUSED', `"${id}" is no employee of the newest release.`, {
    subject: option,
    advice:
      'Name an employee number that `yardstick sql "SELECT employee_id, name FROM dim.employee"` shows.',
  });
}

/** Employee numbers an account decides about: everybody below a manager, all for those who see everybody; nobody about oneself. */
export function decidedBy(account: Account, employees: Employees): ReadonlySet<string> {
  const { id: accountId, role, employeeId } = account;
  const everybody = [...employees.values()];
  const managers = new Map(everybody.map(({ id, manager }) => [id, manager]));
  const isBelow = (id: string) => employeeId !== null && managersAbove(managers, [id]).includes(employeeId);
  const seesAll = scopeOf({ accountId, role, employeeId: undefined, teamId: undefined }).kind === 'all';
  const isDecided = (id: string) => id !== employeeId && (seesAll || (role === 'manager' && isBelow(id)));
  return new Set(everybody.filter(({ id }) => isDecided(id)).map(({ id }) => id));
}

/** Employee numbers whose figures an account may follow: one's own, a manager’s team and everybody below, all for the others. */
export function followedBy(account: Account, employees: Employees): ReadonlySet<string> {
  const { id: accountId, role, employeeId, teamId } = account;
  const own = employeeId ?? undefined;
  const scope = scopeOf({ accountId, role, employeeId: own, teamId: teamId ?? undefined });
  const everybody = [...employees.values()];
  if (scope.kind === 'all') return new Set(employees.keys());
  if (role !== 'manager') return new Set(scope.kind === 'employee' ? [scope.employeeId] : []);
  const managers = new Map(everybody.map(({ id, manager }) => [id, manager]));
  const isBelow = (id: string) => own !== undefined && managersAbove(managers, [id]).includes(own);
  const isOfTeam = (team: string) => scope.kind === 'team' && team === scope.teamId;
  return new Set(
    everybody.filter(({ id, team }) => id === own || isBelow(id) || isOfTeam(team)).map(({ id }) => id),
  );
}
