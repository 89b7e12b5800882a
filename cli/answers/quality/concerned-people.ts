import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import type { Suspicion } from './released-suspicions.ts';

/** The employee, and everybody who has credit for the orders in question. */
export async function concernedBy(
  context: Context,
  { subject_kind, concerns, employee_id }: Pick<Suspicion, 'subject_kind' | 'concerns' | 'employee_id'>,
): Promise<readonly string[]> {
  if (subject_kind !== 'order') return [employee_id];
  const credited = await publishedRows(context, {
    asset: 'fct.order_credit',
    row: z.object({ employee_id: z.string() }),
    select: 'DISTINCT employee_id',
    tail: 'WHERE has({orders:Array(String)}, order_no)',
    parameters: { orders: [...concerns] },
  });
  return [employee_id, ...credited.map((row) => row.employee_id)];
}

type Published = Pick<Context, 'db' | 'project' | 'warehouse'>;

const placed = z.object({ employee_id: z.string(), manager_id: z.string() });

/** Everybody who manages one of them, over however many others: what they sell counts for each of these. */
export async function managersOf(context: Published, people: readonly string[]): Promise<readonly string[]> {
  return managersAbove(await managersNow(context), people);
}

/** Everybody somebody manages, over however many others; nobody for who has no employee number. */
export async function peopleBelow(
  context: Published,
  employeeId: string | null,
): Promise<ReadonlySet<string>> {
  if (employeeId === null) return new Set();
  const managers = await managersNow(context);
  return new Set([...managers.keys()].filter((id) => managersAbove(managers, [id]).includes(employeeId)));
}

async function managersNow(context: Published): Promise<ReadonlyMap<string, string>> {
  const rows = await publishedRows(context, {
    asset: 'dim.employee',
    row: placed,
    select: "employee_id, coalesce(manager_id, '') AS manager_id",
    tail: 'WHERE is_current',
  });
  return new Map(rows.map(({ employee_id, manager_id }) => [employee_id, manager_id]));
}

/** Up from each of them, once even where the source has managers in a circle. */
export function managersAbove(
  managers: ReadonlyMap<string, string>,
  people: readonly string[],
): readonly string[] {
  const above = new Set<string>();
  for (const person of people) {
    let manager = managers.get(person) ?? '';
    while (manager !== '' && !above.has(manager)) {
      above.add(manager);
      manager = managers.get(manager) ?? '';
    }
  }
  return [...above];
}
