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
  /** Days of the period in role outside this plan. */
  readonly elsewhere: readonly DateRange[];
}

function stretches(proration: TargetFact['proration'], period: DateRange): readonly DateRange[] {
  return proration === 'month' ? monthsOf(period) : [period];
}

/**
 * What is sold counts where it was booked, so that its target is that of the days in this plan; what is only counted for the period as a whole is held
 * against the target of all days in role.
 */
function daysHeldAgainst({ kpi }: TargetFact, { roles, elsewhere }: TargetSetting): readonly DateRange[] {
  return kpi === 'sales' ? roles : [...roles, ...elsewhere];
}

function presenceIn(fact: TargetFact, setting: TargetSetting): Presence[] {
  if (fact.proration === 'none') return sharedPresence(fact, setting);
  const days = (range: DateRange) =>
    fact.proration === 'workday' ? workdaysOf(range, setting.calendar) : lengthOf(range);
  return stretches(fact.proration, setting.period).map(({ from, until }) => ({
    from,
    until,
    inRole: overlaps(daysHeldAgainst(fact, setting), { from, until }).reduce(
      (count, range) => count + days(range),
      0,
    ),
    of: days({ from, until }),
  }));
}

/** A full target is shared by the days in roles of each plan, or of none; it stays whole for who has one only. */
function sharedPresence({ kpi }: TargetFact, { roles, elsewhere, period }: TargetSetting): Presence[] {
  if (kpi !== 'sales' || elsewhere.length === 0) return [];
  const days = (ranges: readonly DateRange[]) =>
    overlaps(ranges, period).reduce((count, range) => count + lengthOf(range), 0);
  const inRole = days(roles);
  const { from, until } = period;
  return [{ from, until, inRole, of: inRole + days(elsewhere) }];
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
