import { type Coefficient, coefficientFor } from './coefficient.ts';
import { contains, heldOn } from './days.ts';
import type { Deal } from './deal.ts';
import { type Exact, exact, sum } from './exact.ts';
import type { DateText, LevelRule, PeriodFacts, Plan, RoleSpan, Superior } from './facts.ts';
import { type Figures, together } from './figures.ts';
import { grouped } from './grouping.ts';
import { type KpiValues, teamValues } from './measure.ts';
import { compareText } from './ordering.ts';
import type { Person } from './person.ts';
import { type Scorecard, scorecardOf } from './scorecard.ts';
import { blendedWeights } from './weights.ts';

/** What people below have sold while somebody stood so many levels above them. */
export interface LevelBase {
  readonly rule: LevelRule;
  readonly sales: Exact;
  readonly deals: readonly { readonly deal: Deal; readonly sellerId: string }[];
}

/** What somebody is paid for the people below. */
export interface LevelStatement {
  readonly person: { readonly employeeId: string; readonly name: string };
  /** By level. */
  readonly bases: readonly LevelBase[];
  /** From the figures of everybody who reported to them in the period; without weights of their role there is no score. */
  readonly values: KpiValues;
  readonly scorecard: Scorecard | null;
  readonly coefficient: Coefficient;
  /** Σ rate × sales, × coefficient. */
  readonly override: Exact;
}

interface Member {
  readonly person: Person;
  readonly figures: Figures;
}

/**
 * Overrides of whoever stands above the sellers, day by day: a deal counts for the superior of the day of its booking, if they were in role on it. Once
 * they have left, it counts for nobody until the seller has another one; the level above stays.
 */
export function levelStatements(
  plan: Plan,
  members: readonly Member[],
  facts: PeriodFacts,
): LevelStatement[] {
  const { levels = [] } = plan;
  if (levels.length === 0) return [];
  const above = reportingLines(facts);
  const bases = grouped(
    levels.flatMap((rule) => members.flatMap(({ person }) => dealsBelow(rule, person, above.superiorOn))),
    ({ superiorId }) => superiorId,
  );
  const paid = [...standingAbove(levels, members, above, facts)];
  return paid
    .sort(([one], [other]) => compareText(one, other))
    .map(([employeeId, { below, days }]) => {
      const own = bases.get(employeeId) ?? [];
      // What they were in role for before they stood above anybody, such as sales of their own, weighs nothing here.
      const held = above.rolesOf(employeeId);
      const roles =
        days.size === 0 ? held : held.filter((span) => [...days].some((day) => contains(span, day)));
      return statementFor(
        { employeeId, name: above.nameOf(employeeId) },
        levels.map((rule) => baseOf(rule, own)),
        { plan, facts, roles, below: [...below] },
      );
    });
}

interface Standing {
  /** In the order of `members`. */
  readonly below: Set<Member>;
  /** The turning days on which they stand above somebody in role; none where a deal was booked outside the seller's days. */
  readonly days: Set<DateText>;
}

/** By each who stands above somebody on a day of the period: whom, and when. */
function standingAbove(
  levels: readonly LevelRule[],
  members: readonly Member[],
  { superiorOn }: Lines,
  facts: PeriodFacts,
): ReadonlyMap<string, Standing> {
  const days = turningDays(facts);
  const standing = new Map<string, Standing>();
  for (const member of members)
    for (const { level } of levels)
      for (const day of days) {
        const superior = superiorOn(member.person.employeeId, level, day);
        if (superior === undefined) continue;
        const { below, days: on } = standing.get(superior) ?? { below: new Set(), days: new Set() };
        if (member.person.roles.some((span) => contains(span, day))) on.add(day);
        standing.set(superior, { below: below.add(member), days: on });
      }
  return standing;
}

interface Below {
  readonly rule: LevelRule;
  readonly superiorId: string;
  readonly sellerId: string;
  readonly deal: Deal;
}

function dealsBelow(
  rule: LevelRule,
  { employeeId: sellerId, deals }: Person,
  superiorOn: Lines['superiorOn'],
): readonly Below[] {
  return deals.flatMap((deal) => {
    if (deal.kind !== 'revenue') return [];
    const superiorId = superiorOn(sellerId, rule.level, deal.order.fact.bookedOn);
    return superiorId === undefined ? [] : [{ rule, superiorId, sellerId, deal }];
  });
}

function baseOf(rule: LevelRule, own: readonly Below[]): LevelBase {
  const deals = own.filter((each) => each.rule === rule);
  return { rule, deals, sales: sum(deals.map(({ deal }) => deal.credited)) };
}

/** Rate × sales of each level, × the coefficient. */
export function overrideOfLevels(
  bases: readonly Pick<LevelBase, 'rule' | 'sales'>[],
  coefficient: Coefficient,
) {
  return sum(bases.map(({ rule, sales }) => exact(rule.overrideRate).mul(sales))).mul(coefficient.value);
}

function statementFor(
  person: LevelStatement['person'],
  bases: readonly LevelBase[],
  of: {
    readonly plan: Plan;
    readonly facts: PeriodFacts;
    readonly roles: readonly Span[];
    readonly below: readonly Member[];
  },
): LevelStatement {
  const { facts, plan } = of;
  const values = teamValues(together(of.below.map(({ figures }) => figures)));
  const weighed = of.roles.filter(({ role }) => facts.weightSets.some((set) => set.role === role));
  const scorecard =
    weighed.length === 0
      ? null
      : scorecardOf(blendedWeights(weighed, facts.period, facts.weightSets), values, facts);
  const coefficient = coefficientFor(scorecard?.score ?? null, plan.coefficientBands);
  return { person, bases, values, scorecard, coefficient, override: overrideOfLevels(bases, coefficient) };
}

type Span = Pick<RoleSpan, 'employeeId' | 'name' | 'role' | 'managerId' | 'from' | 'until'>;

interface Lines {
  /** Who stands so many levels above somebody on a day, and is in role on it. */
  superiorOn(employeeId: string, level: 1 | 2, on: DateText): string | undefined;
  nameOf(employeeId: string): string;
  rolesOf(employeeId: string): readonly Span[];
}

function reportingLines({ employees, superiors = [] }: PeriodFacts): Lines {
  const known = new Map<string, Span>(
    [...employees, ...superiors].map((span: RoleSpan | Superior) => [
      `${span.employeeId} ${span.from}`,
      span,
    ]),
  );
  const spans = grouped(
    [...known.values()].sort((a, b) => compareText(a.from, b.from)),
    ({ employeeId }) => employeeId,
  );
  const of = (employeeId: string) => spans.get(employeeId) ?? [];
  const managerOn = (employeeId: string, on: DateText) => heldOn(of(employeeId), on)?.managerId ?? undefined;
  return {
    superiorOn: (employeeId, level, on) => {
      const first = managerOn(employeeId, on);
      const found = level === 1 || first === undefined ? first : managerOn(first, on);
      return found !== undefined && of(found).some((span) => contains(span, on)) ? found : undefined;
    },
    nameOf: (employeeId) => of(employeeId).at(-1)?.name ?? employeeId,
    rolesOf: of,
  };
}

/** Days of the period on which somebody's superior may be another than the day before. */
function turningDays({ employees, superiors = [], period }: PeriodFacts): readonly DateText[] {
  const days = [...employees, ...superiors].flatMap(({ from, until }) => [from, until]);
  return [...new Set([period.from, ...days.filter((day) => contains(period, day))])];
}
