import { dateOf, mondayOf } from '../company/calendar.ts';
import type { Fact } from '../company/facts.ts';

type Comment = Extract<Fact, { kind: 'comment' }>;

/** Comments of an ISO week (its Monday), by the mood they were invented with. */
export interface CommentWeek {
  readonly week: string;
  comments: number;
  /** Of them, what the API still shows: among the newest 1,000 of their post. */
  readable: number;
  positive: number;
  negative: number;
  neutral: number;
}

export const readablePerPost = 1000;

/** Counts by week, of the comments that were not taken down and have a date. */
export function commentWeeks(comments: ReadonlyMap<string, Comment>): CommentWeek[] {
  const readable = readableIds(comments);
  const weeks = new Map<number, CommentWeek>();
  for (const { day, comment, sentiment, wellFormed } of comments.values()) {
    if (!wellFormed) continue;
    const monday = mondayOf(day);
    const week = weeks.get(monday) ?? emptyWeek(monday);
    weeks.set(monday, week);
    week.comments += 1;
    week[sentiment] += 1;
    if (readable.has(comment)) week.readable += 1;
  }
  return [...weeks.values()].sort((a, b) => a.week.localeCompare(b.week));
}

function readableIds(comments: ReadonlyMap<string, Comment>): Set<string> {
  const byPost = new Map<string, string[]>();
  for (const { post, comment } of comments.values()) {
    const ids = byPost.get(post);
    if (ids === undefined) byPost.set(post, [comment]);
    else ids.push(comment);
  }
  return new Set([...byPost.values()].flatMap((ids) => ids.sort().slice(-readablePerPost)));
}

function emptyWeek(monday: number): CommentWeek {
  return { week: dateOf(monday), comments: 0, readable: 0, positive: 0, negative: 0, neutral: 0 };
}
