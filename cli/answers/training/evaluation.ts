import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { type Course, namesOf } from '../../../models/course/declaration.ts';
import { publishedRows } from '../../runtime/published-rows.ts';

/** Why a course has no effect to show; empty: it has one. */
export type NoEffect = '' | 'nobody_trained' | 'nobody_to_compare';

/** How those who took part did against untrained peers (R64), over all of its trainings in the data. */
export interface Evaluation {
  readonly trained: number;
  readonly peers: number;
  /** Mean gain of the trained − mean gain of the peers, in points of the test; null for the reason. */
  readonly effect: number | null;
  readonly reason: NoEffect;
  /** Days of the later measurements; null: none. */
  readonly first: string | null;
  readonly last: string | null;
}

const count = z.coerce.number();
const row = z.object({
  ...{ course: z.string(), trained: count, peers: count, gain: z.coerce.number() },
  ...{ peer_gain: z.coerce.number(), first: z.string(), last: z.string() },
});
type Counted = z.infer<typeof row>;

/** What the published trainings say, by the name that the data give a course. */
export async function countedTrainings(context: Context): Promise<readonly Counted[]> {
  return publishedRows(context, {
    ...{ asset: 'fct.training', row },
    select: `toString(course) AS course, countIf(is_trained) AS trained, countIf(NOT is_trained) AS peers,
      toString(sumIf(after - before, is_trained)) AS gain, toString(sumIf(after - before, NOT is_trained)) AS peer_gain,
      toString(min(business_date)) AS first, toString(max(business_date)) AS last`,
    tail: 'GROUP BY published.course ORDER BY course',
  });
}

/** Names of one course are added first and divided then. */
export function evaluationOf(course: Course, counted: readonly Counted[]): Evaluation {
  const names = namesOf(course);
  const parts = counted.filter(({ course: name }) => names.includes(name));
  const total = (of: (part: Counted) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const [trained, peers] = [total((part) => part.trained), total((part) => part.peers)];
  const days = parts.flatMap(({ first, last }) => [first, last]).sort();
  const reason = trained === 0 ? 'nobody_trained' : peers === 0 ? 'nobody_to_compare' : '';
  const gain = total((part) => part.gain) / trained - total((part) => part.peer_gain) / peers;
  return {
    ...{ trained, peers, reason, effect: reason === '' ? gain : null },
    ...{ first: days[0] ?? null, last: days.at(-1) ?? null },
  };
}
