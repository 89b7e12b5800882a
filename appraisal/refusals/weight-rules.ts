import { overlap } from '../days.ts';
import { exact, isDecimal, sum } from '../exact.ts';
import type { PeriodFacts, WeightSet } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { rounded } from '../rounding.ts';
import { unmeasured } from './kpi-known.ts';
import { shareRules } from './number-rules.ts';
import { apartRules, firstGap, rangeRules } from './range-rules.ts';
import { type Refusal, unless } from './refusal.ts';

/** More indicators than these blur what counts: a scorecard is warned of from the eighth on, and refused from the eleventh. */
export const advisedKpis = 7;
const mostKpis = 10;

/** What a set of weights is held against. */
interface Around {
  /** Those that turn what it weighs into scores; undefined: not known here. */
  readonly curves: PeriodFacts['curves'] | undefined;
  /** Why a KPI cannot be weighed, a sentence; undefined: it can. */
  readonly obstacle: (kpi: string) => string | undefined;
}

/** One set by itself. */
export function setRules(set: WeightSet, around: Around): readonly Refusal[] {
  const key = `weight_sets[${set.role} v${set.version}]`;
  const entries = Object.entries(set.weights);
  return [
    ...rangeRules(key, set),
    ...entries.flatMap(([kpi, weight]) => shareRules(`${key}.weights.${kpi}`, weight)),
    ...entries.flatMap(([kpi]) => kpiRules(`${key}.weights.${kpi}`, kpi, around)),
    ...sizeRules(key, set),
    ...sumRules(key, set),
  ];
}

function kpiRules(key: string, kpi: string, { curves, obstacle }: Around): readonly Refusal[] {
  const why = obstacle(kpi);
  return [
    ...unless(why === undefined, key, 'kpi_known', why ?? ''),
    ...unless(
      curves === undefined || Object.hasOwn(curves, kpi),
      key,
      'curve_present',
      `There is no curve that turns ${kpi} into a score.`,
    ),
  ];
}

function sizeRules(key: string, { weights }: WeightSet): readonly Refusal[] {
  const size = Object.keys(weights).length;
  const happened = `It weighs ${size} KPIs; it can be ${mostKpis} at most.`;
  return unless(size <= mostKpis, `${key}.weights`, 'few_kpis', happened);
}

function sumRules(key: string, { weights }: WeightSet): readonly Refusal[] {
  const texts = Object.values(weights);
  if (!texts.every(isDecimal)) return [];
  const total = sum(texts.map(exact));
  const happened = `The weights add up to ${rounded(total, 6)}; it has to be 1.`;
  return unless(total.equals(1), `${key}.weights`, 'weights_add_up', happened);
}

/** No two sets of a role hold on one day. */
export function versionRules(sets: readonly WeightSet[]): readonly Refusal[] {
  return [...grouped(sets, ({ role }) => role)].flatMap(([role, versions]) =>
    apartRules(`weight_sets[${role}]`, 'versions_apart', versions),
  );
}

/** Reps, and the managers that a plan pays; nobody else is scored. */
function scored({ employees, plans }: PeriodFacts): ReadonlySet<string> {
  const reps = employees.filter(({ kind }) => kind === 'rep').map(({ employeeId }) => employeeId);
  return new Set([...reps, ...plans.flatMap(({ manager }) => manager?.employeeId ?? [])]);
}

/** Each day in role needs a set for that role. */
function coverageRules(facts: PeriodFacts): readonly Refusal[] {
  const people = scored(facts);
  const spans = facts.employees.filter(({ employeeId }) => people.has(employeeId));
  // Whoever stands above is scored where there are weights of the role, and needs them for all days then.
  const above = (facts.superiors ?? []).filter(({ role }) =>
    facts.weightSets.some((set) => set.role === role),
  );
  return [...spans, ...above].flatMap((span) => {
    const inRole = overlap(span, facts.period);
    if (inRole === null) return [];
    const gap = firstGap(
      facts.weightSets.filter(({ role }) => role === span.role),
      inRole,
    );
    const happened = `No weights hold on ${gap}, a day on which ${span.employeeId} has this role.`;
    return unless(gap === undefined, `weight_sets[${span.role}]`, 'weights_without_gap', happened);
  });
}

export function weightRules(facts: PeriodFacts): readonly Refusal[] {
  const around = { curves: facts.curves, obstacle: (kpi: string) => unmeasured(kpi, facts) };
  const sets = facts.weightSets.flatMap((set) => setRules(set, around));
  if (sets.some(({ rule }) => rule === 'day')) return sets;
  return [...sets, ...versionRules(facts.weightSets), ...coverageRules(facts)];
}
