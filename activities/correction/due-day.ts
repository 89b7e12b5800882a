import { z } from 'zod';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

/** The last of so many workdays after a day, by the calendar and the company’s own days off; the day itself past the calendar’s end. */
export async function dueDay(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  { after, workdays }: { readonly after: string; readonly workdays: number },
): Promise<string> {
  const { asset } = project.graph;
  const rows = await warehouse.rows(
    `SELECT toString(day.date) AS due
     FROM (${relationAt(asset('dim.date'), release)}) AS day
     LEFT JOIN (SELECT toDate(date) AS date, is_workday, true AS is_told FROM (${relationAt(asset('stg.calendar_day'), release)})) AS own
       ON own.date = day.date
     WHERE day.date > toDate({after:String}) AND if(own.is_told, own.is_workday, day.is_workday)
     ORDER BY day.date LIMIT 1 OFFSET {before:UInt32}`,
    { after, before: workdays - 1 },
  );
  const [found] = z.array(z.object({ due: z.string() })).parse(rows);
  return found?.due ?? after;
}
