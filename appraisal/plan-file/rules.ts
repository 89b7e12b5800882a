import type { DateRange } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { validityOf } from '../plan-in-force.ts';
import { curveRules } from '../refusals/curve-rules.ts';
import { versionRules as planVersionRules, settingRules } from '../refusals/plan-rules.ts';
import { firstGap } from '../refusals/range-rules.ts';
import { type Refusal, unless } from '../refusals/refusal.ts';
import { setRules, versionRules as weightVersionRules } from '../refusals/weight-rules.ts';
import type { PlanCompany } from './company.ts';
import { isPayoutStart } from './payout.ts';
import { perspectiveRules } from './perspectives.ts';
import { planName } from './plan-file.ts';
import type { PlanDeclaration } from './schema.ts';
import { openEnd, termsOf } from './terms.ts';
import { directionRules, weighingObstacle } from './weighed.ts';

/** Everything about one plan file that cannot be meant, by the rules an appraisal refuses facts by; empty when it can. */
export function planRefusals(declaration: PlanDeclaration, company: PlanCompany): readonly Refusal[] {
  const { plan, weightSets, curves } = termsOf(declaration);
  const validity = validityOf(plan);
  // A file without curves leaves them to a source.
  const around = {
    curves: Object.keys(curves).length === 0 ? undefined : curves,
    obstacle: (kpi: string) => weighingObstacle(kpi, company),
  };
  const found = [
    ...settingRules(plan),
    ...curveRules({ curves }),
    ...weightSets.flatMap((set) => [...setRules(set, around), ...withinRules(set, validity)]),
    ...directionRules(declaration, company),
    ...roleRules(declaration),
    ...currencyRules(declaration, company),
    ...overrideRules(declaration),
    ...perspectiveRules(declaration, company),
  ];
  if (found.some(({ rule }) => rule === 'day')) return found;
  return [
    ...found,
    ...weightVersionRules(weightSets),
    ...coverageRules(declaration),
    ...payoutRules(declaration, company),
  ];
}

/** What plan files cannot say together: the same version twice, versions of a plan that overlap or leave a gap. */
export function plansRefusals(declarations: readonly PlanDeclaration[]): readonly Refusal[] {
  const same = [...grouped(declarations, planName)].flatMap(([name, all]) =>
    unless(all.length === 1, `plan[${name}]`, 'told_once', 'Two files hold this version.'),
  );
  const versions = [...grouped(declarations, ({ code }) => code)].flatMap(([code, all]) =>
    planVersionRules(all.map((each) => termsOf(each).plan)).map((each) => ({
      ...each,
      key: `plan[${code}]`,
    })),
  );
  return same.length > 0 ? same : versions;
}

function withinRules(
  set: DateRange & { readonly role: string; readonly version: number },
  validity: DateRange,
): readonly Refusal[] {
  const key = `weight_sets[${set.role} v${set.version}]`;
  const happened = `It holds from ${set.from}, the plan from ${validity.from} until ${validity.until}.`;
  return unless(set.from >= validity.from && set.from < validity.until, key, 'day', happened);
}

function roleRules({ weights, roles }: PlanDeclaration): readonly Refusal[] {
  return weights.flatMap(({ role }, index) =>
    unless(
      role !== undefined || roles !== undefined,
      `weights[${index}].role`,
      'role_named',
      'It has no role, and the plan names none.',
    ),
  );
}

/** A plan that brings weights brings them for each of its roles and days. */
function coverageRules(declaration: PlanDeclaration): readonly Refusal[] {
  const { weightSets } = termsOf(declaration);
  if (weightSets.length === 0) return [];
  const { from, until = openEnd, roles = [] } = declaration;
  const weighed = new Set([...roles, ...weightSets.map(({ role }) => role)]);
  return [...weighed].flatMap((role) => {
    const gap = firstGap(
      weightSets.filter((set) => set.role === role),
      { from, until },
    );
    const happened = `No weights hold on ${gap}, a day of the plan.`;
    return unless(gap === undefined, `weight_sets[${role}]`, 'weights_without_gap', happened);
  });
}

/** Of one person by name, or of levels, each once. */
function overrideRules({ commission: { overrides } }: PlanDeclaration): readonly Refusal[] {
  const named = overrides.filter(({ employee }) => employee !== undefined);
  const levels = overrides.flatMap(({ level }) => level ?? []);
  const happened = 'Either one employee has it, or level 1 and level 2, each once.';
  const isClear =
    (named.length === 0 || levels.length === 0) &&
    named.length <= 1 &&
    new Set(levels).size === levels.length &&
    named.length + levels.length === overrides.length;
  return unless(isClear, 'commission.overrides', 'override_clear', happened);
}

function currencyRules(
  { currency, commission }: PlanDeclaration,
  { baseCurrency }: PlanCompany,
): readonly Refusal[] {
  const hasAmounts = commission.cap !== undefined || commission.draws.length > 0;
  return [
    ...unless(
      !hasAmounts || currency !== undefined,
      'currency',
      'unit',
      `Its amounts have no unit; write currency: ${baseCurrency}.`,
    ),
    ...unless(
      currency === undefined || currency === baseCurrency,
      'currency',
      'unit',
      `${currency} is not company.baseCurrency, ${baseCurrency}; write the amounts in that.`,
    ),
  ];
}

/** A version never begins or ends inside a period that it pays. */
function payoutRules(
  { payout, from, until }: PlanDeclaration,
  { fiscalYearStart }: PlanCompany,
): readonly Refusal[] {
  if (payout === undefined) return [];
  const ends = [
    ['from', from],
    ['until', until],
  ] as const;
  return ends.flatMap(([key, day]) =>
    day === undefined
      ? []
      : unless(
          isPayoutStart(day, payout, fiscalYearStart),
          key,
          'whole_periods',
          `${day} is not the first day of a ${payout}, and the plan pays whole ones.`,
        ),
  );
}
