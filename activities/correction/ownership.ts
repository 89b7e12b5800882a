import { z } from 'zod';
import type { AssetKey } from '../../models/kit/key.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import type { Ownership, Person } from './owner.ts';
import type { WrongRecord } from './wrong-records.ts';

const text = z.string();
const person = z.object({
  ...{ id: text, name: text, manager: text, team: text, region: text, is_here: z.boolean() },
});
const owned = z.object({ id: text, employee: text });

/** What a release knows of the people whom wrong records may concern. */
export async function ownershipOf(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  { wrong, today }: { readonly wrong: readonly WrongRecord[]; readonly today: string },
): Promise<Ownership> {
  const at = (key: AssetKey) => `(${relationAt(project.graph.asset(key), release)})`;
  const named = (column: string) => [...new Set(wrong.flatMap(({ evidence }) => evidence[column] || []))];
  const ownedBy = async (sql: string, ids: readonly string[]) => {
    if (ids.length === 0) return new Map<string, string>();
    const rows = owned.array().parse(await warehouse.rows(sql, { ids: [...ids] }));
    return new Map(rows.map(({ id, employee }) => [id, employee]));
  };
  const people = await warehouse.rows(
    `SELECT employee_id AS id, name, coalesce(manager_id, '') AS manager, team_id AS team, region,
       toBool(coalesce(leave_date, toDate32('2299-12-31')) >= toDate32({today:String})) AS is_here
     FROM ${at('dim.employee')} WHERE is_current AND employee_id != 'unassigned'`,
    { today },
  );
  return {
    people: new Map(person.array().parse(people).map(personOf)),
    orders: await ownedBy(
      `SELECT order_no AS id, any(employee_id) AS employee FROM ${at('fct.order_credit')}
       WHERE is_primary AND order_no IN {ids:Array(String)} GROUP BY order_no`,
      named('order_no'),
    ),
    customers: await ownedBy(
      `SELECT customer_id AS id, coalesce(owner_id, '') AS employee FROM ${at('dim.customer')}
       WHERE is_current AND customer_id IN {ids:Array(String)}`,
      named('customer_id'),
    ),
    stewards: project.config.quality.stewards,
  };
}

function personOf({ id, name, manager, team, region, is_here }: z.infer<typeof person>): [string, Person] {
  return [id, { name, managerId: manager, teamId: team, region, isHere: is_here }];
}
