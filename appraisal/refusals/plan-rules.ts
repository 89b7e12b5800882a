import { allDiffer, exact } from '../exact.ts';
import type { DecimalText, PeriodFacts, Plan } from '../facts.ts';
import { validityOf } from '../plan-in-force.ts';
import { amountRules, countRules, decimalRules, positiveRules, shareRules } from './number-rules.ts';
import { apartRules, firstGap, inOrder, rangeRules } from './range-rules.ts';
import { type Refusal, unless } from './refusal.ts';

/** What the arithmetic knows; another word would silently be computed as if it were one of these. */
const supported = {
  base: 'net_sales',
  tier_mode: 'marginal',
  release: 'per_deal_paid_fraction',
  'team_bonus.allocation': 'score_x_days',
} as const;

function wordRules(key: string, setting: keyof typeof supported, word: string | null): readonly Refusal[] {
  const known = supported[setting];
  const happened = `"${word}" is not known; it can be ${known}.`;
  return unless(word === null || word === known, `${key}.${setting}`, 'supported', happened);
}

function ascend(numbers: readonly DecimalText[]): boolean {
  return numbers.every((text, index) => {
    const before = numbers[index - 1];
    return before === undefined || exact(before).lt(exact(text));
  });
}

function tierRules(key: string, { tiers }: Plan): readonly Refusal[] {
  const numbers = tiers.flatMap(({ from, rate }, index) => [
    ...positiveRules(`${key}[${index}].from`, from),
    ...shareRules(`${key}[${index}].rate`, rate),
  ]);
  if (numbers.length > 0) return numbers;
  const froms = tiers.map(({ from }) => from);
  const first = froms[0];
  return [
    ...unless(
      first !== undefined && exact(first).equals(0),
      key,
      'tiers_ascend',
      'The first tier has to begin at 0.',
    ),
    ...unless(
      ascend(froms),
      key,
      'tiers_ascend',
      'Tiers overlap: each has to begin above the one before it.',
    ),
  ];
}

function bandRules(key: string, { coefficientBands }: Plan): readonly Refusal[] {
  const numbers = coefficientBands.flatMap(({ minScore, coefficient }, index) => [
    ...decimalRules(`${key}[${index}].min_score`, minScore),
    ...positiveRules(`${key}[${index}].coef`, coefficient),
  ]);
  if (numbers.length > 0) return numbers;
  const minima = coefficientBands.map(({ minScore }) => exact(minScore));
  const happened = 'Bands overlap: two begin at the same score.';
  return unless(allDiffer(minima), key, 'tiers_ascend', happened);
}

function drawRules(key: string, { draws }: Plan): readonly Refusal[] {
  return draws.flatMap(({ employeeId, monthly, months }) => [
    ...amountRules(`${key}[${employeeId}].monthly`, monthly),
    ...countRules(`${key}[${employeeId}].months`, months),
  ]);
}

function bonusRules(key: string, { teamBonus }: Plan): readonly Refusal[] {
  if (teamBonus === null) return [];
  return [
    ...positiveRules(`${key}.team_bonus.min_attainment`, teamBonus.minAttainment),
    ...shareRules(`${key}.team_bonus.rate`, teamBonus.rate),
    ...wordRules(key, 'team_bonus.allocation', teamBonus.allocation),
  ];
}

function managerRules(plan: Plan, { employees }: PeriodFacts): readonly Refusal[] {
  if (plan.manager === null) return [];
  const { employeeId } = plan.manager;
  return unless(
    employees.some((span) => span.employeeId === employeeId),
    `${keyOf(plan)}.manager.emp_id`,
    'manager_in_team',
    `${employeeId} has no role in the team.`,
  );
}

function keyOf({ planId, version }: Plan): string {
  return `plan[${planId} v${version}]`;
}

/** What a plan says by itself, whoever it is for. */
export function settingRules(plan: Plan): readonly Refusal[] {
  const key = keyOf(plan);
  return [
    ...rangeRules(key, validityOf(plan)),
    ...wordRules(key, 'base', plan.base),
    ...wordRules(key, 'tier_mode', plan.tierMode),
    ...wordRules(key, 'release', plan.release),
    ...tierRules(`${key}.tiers`, plan),
    ...bandRules(`${key}.coefficient_bands`, plan),
    ...(plan.minAttainment === null ? [] : positiveRules(`${key}.min_attainment`, plan.minAttainment)),
    ...(plan.cap === null ? [] : amountRules(`${key}.cap`, plan.cap)),
    ...drawRules(`${key}.draws`, plan),
    ...bonusRules(key, plan),
    ...(plan.manager === null ? [] : shareRules(`${key}.manager.override_rate`, plan.manager.overrideRate)),
    ...(plan.levels ?? []).flatMap(({ level, overrideRate }) =>
      shareRules(`${key}.overrides[level ${level}].rate`, overrideRate),
    ),
  ];
}

/** Versions of one plan follow each other day by day. */
export function versionRules(plans: readonly Plan[]): readonly Refusal[] {
  const ranges = inOrder(plans.map(validityOf));
  const [first] = ranges;
  const last = ranges.at(-1);
  const gap = first && last && firstGap(ranges, { from: first.from, until: last.until });
  return [
    ...apartRules('plan', 'versions_apart', ranges),
    ...unless(gap === undefined, 'plan', 'plan_without_gap', `No version holds on ${gap}.`),
  ];
}

/** One version holds for the whole period. */
function validityRules({ plans, period }: PeriodFacts): readonly Refusal[] {
  const following = versionRules(plans);
  const ranges = inOrder(plans.map(validityOf));
  const missing = firstGap(ranges, period);
  const inside = ranges.find(({ from }) => period.from < from && from < period.until);
  const isWhole = following.every(({ rule }) => rule !== 'plan_without_gap');
  return [
    ...following,
    ...unless(
      missing === undefined || !isWhole,
      'plan',
      'plan_without_gap',
      `No version holds on ${missing}.`,
    ),
    ...unless(
      inside === undefined || missing !== undefined || !isWhole,
      'plan',
      'plan_without_gap',
      `A version begins on ${inside?.from}, inside the period; it has to begin with one.`,
    ),
  ];
}

export function planRules(facts: PeriodFacts): readonly Refusal[] {
  const settings = facts.plans.flatMap((plan) => [...settingRules(plan), ...managerRules(plan, facts)]);
  return settings.some(({ rule }) => rule === 'day') ? settings : [...settings, ...validityRules(facts)];
}
