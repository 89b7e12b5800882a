import { z } from 'zod';
import type { Context } from '../../activities/context.ts';
import { publishedRows } from './published-rows.ts';

/** Teams that somebody works in as a release shows it, the newest one unless named, by their numbers. Error: NOTHING_PUBLISHED. */
export async function currentTeams(context: Context, release?: number): Promise<readonly string[]> {
  const rows = await publishedRows(context, {
    ...{ asset: 'dim.employee', row: z.object({ team_id: z.string() }), release },
    ...{
      select: 'DISTINCT team_id',
      tail: `WHERE is_current AND employee_id != 'unassigned' ORDER BY team_id`,
    },
  });
  return rows.map(({ team_id }) => team_id);
}
