import { workdaysOf } from './calendar.ts';
import { lengthOf, monthsOf, overlaps } from './days.ts';
import { type Exact, exact, one, ratio, sum, whole, zero } from './exact.ts';
import type { CalendarFacts, DateRange, TargetFact } from './facts.ts';
import { grouped } from './grouping.ts';

/** Days in role held against all days of a stretch of the period. */
export interface Presence extends DateRange {
  readonly inRole: number;
  readonly of: number;
}

/** One row of a target, and how it became its value: base × proration × ramp. */
export interface TargetPart {
  readonly fact: TargetFact;
  /** The proration is the mean of these; none means a full target. */
  readonly presence: readonly Presence[];
  readonly proration: Exact;
  readonly value: Exact;
}

export interface Target {
  readonly value: Exact;
  readonly parts: readonly TargetPart[];
}

/** Where and when a target's owner was in role. */
export interface TargetSetting {
  readonly period: DateRange;
  readonly calendar: CalendarFacts;
  readonly roles: readonly DateRange[];
}

function stretches(proration: TargetFact['proration'], period: DateRange): readonly DateRange[] {
  if (proration === 'none') return [];
  return proration === 'month' ? monthsOf(period) : [period];
}

function presenceIn(fact: TargetFact, setting: TargetSetting): Presence[] {
  const days = (range: DateRange) =>
    fact.proration === 'workday' ? workdaysOf(range, setting.calendar) : lengthOf(range);
  return stretches(fact.proration, setting.period).map(({ from, until }) => ({
    from,
    until,
    inRole: overlaps(setting.roles, { from, until }).reduce((count, range) => count + days(range), 0),
    of: days({ from, until }),
  }));
}

function mean(presence: readonly Presence[]): Exact {
  if (presence.length === 0) return one;
  const shares = presence.map(({ inRole, of }) => (of === 0 ? zero : ratio(inRole, of)));
  return sum(shares).div(whole(presence.length));
}

function partOf(fact: TargetFact, setting: TargetSetting): TargetPart {
  const presence = presenceIn(fact, setting);
  const proration = mean(presence);
  return { fact, presence, proration, value: exact(fact.base).mul(proration).mul(exact(fact.ramp)) };
}

/** What somebody is to reach, by KPI. A KPI without a row has no target, which is not a target of 0. */
export function targetsOf(facts: readonly TargetFact[], setting: TargetSetting): ReadonlyMap<string, Target> {
  const byKpi = grouped(facts, ({ kpi }) => kpi);
  return new Map([...byKpi].map(([kpi, rows]) => [kpi, targetFrom(rows.map((row) => partOf(row, setting)))]));
}

export function targetFrom(parts: readonly TargetPart[]): Target {
  return { value: sum(parts.map(({ value }) => value)), parts };
}
