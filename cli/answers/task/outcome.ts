import { monthAfter } from '../../../analytics/forecast/series.ts';
import type { Task } from '../../../ledger/task.ts';
import type { MonthValue } from './evidence.ts';

/** A figure of one whole month; value null: not applicable or not published, for the reason. */
export interface Reading {
  readonly month: string;
  readonly value: number | null;
  readonly reason: string;
}

/** How the KPI stood before a task began and how it stands after it has ended. */
export interface Outcome {
  /** The month before it was accepted, or proposed where nobody accepted it. */
  readonly start: Reading;
  /** The month after it was closed; null: it is open. */
  readonly later: Reading | null;
  readonly change: number | null;
  /** In the direction of the KPI; null: not known yet, or no change. */
  readonly isBetter: boolean | null;
  /** From the start to the newest month. */
  readonly months: readonly Reading[];
}

/** Months that are over, the first one first. `better`: which way the KPI gets better. */
export function outcomeOf(
  { acceptedOn, proposedOn, closedOn }: Pick<Task, 'acceptedOn' | 'proposedOn' | 'closedOn'>,
  months: readonly MonthValue[],
  better: 'higher' | 'lower' | 'neutral',
): Outcome {
  const start = readingOf(months, monthAfter(monthOf(acceptedOn ?? proposedOn), -1));
  const later = closedOn === null ? null : readingOf(months, monthAfter(monthOf(closedOn), 1));
  const [was, is] = [start.value, later?.value ?? null];
  const change = was === null || is === null ? null : is - was;
  return {
    ...{ start, later, change },
    isBetter:
      change === null || change === 0 || better === 'neutral' ? null : change > 0 === (better === 'higher'),
    months: months.filter(({ month }) => month >= start.month),
  };
}

function readingOf(months: readonly MonthValue[], month: string): Reading {
  return months.find((each) => each.month === month) ?? { month, value: null, reason: 'not_published' };
}

function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}
