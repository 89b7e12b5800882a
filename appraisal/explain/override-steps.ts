import type { Coefficient } from '../coefficient.ts';
import { exact, whole } from '../exact.ts';
import type { LevelStatement } from '../levels.ts';
import type { ManagerStatement } from '../manager.ts';
import type { KpiScore, Scorecard } from '../scorecard.ts';
import type { TeamStatement } from '../statement.ts';
import { meanSteps } from './mean-steps.ts';
import { of, ruled, type Step, step, type Term } from './step.ts';

/** What somebody is paid for what others sell: by name for a whole team, or for whoever stands below. */
export type Overriding =
  | { readonly kind: 'named'; readonly manager: ManagerStatement }
  | { readonly kind: 'levels'; readonly level: LevelStatement };

/** Everything behind an override, the last step being what is paid. */
export function overrideSteps(overriding: Overriding, statement: TeamStatement): readonly Step[] {
  const { scorecard, coefficient } = ofWhom(overriding);
  const parts =
    overriding.kind === 'named' ? teamParts(overriding.manager, statement) : levelParts(overriding.level);
  const before = step(
    'override_before',
    { zh: '费率 × 销售额之和', en: 'Rates × sales' },
    'sum',
    parts.flatMap((steps) => steps.slice(-1).map(of)),
  );
  const band = coefficientStep(scorecard, coefficient, statement);
  const total = step('override', { zh: '管理提成 = × 绩效系数', en: 'Override: × coefficient' }, 'product', [
    of(before),
    of(band),
  ]);
  return [...parts.flat(), before, ...cardSteps(scorecard), band, total];
}

/** From KPIs of those below to the score; empty where nobody is scored. */
export function cardSteps(scorecard: Scorecard | null): readonly Step[] {
  if (scorecard === null) return [];
  const label = {
    zh: '综合得分 = Σ 权重 × 团队得分 ÷ Σ 权重',
    en: 'Score: Σ weight × team’s score ÷ Σ weight',
  };
  return meanSteps(scorecard, { label, termsOf: teamTerms });
}

function teamTerms({ kpi, score, weight, value }: KpiScore): readonly Term[] {
  if (score === null || value.missing !== null) return [];
  const row = { numerator: value.numerator, denominator: value.denominator };
  return [{ key: `team.${kpi}_score`, value: score, weight, row }];
}

function ofWhom(overriding: Overriding): {
  readonly scorecard: Scorecard | null;
  readonly coefficient: Coefficient;
} {
  return overriding.kind === 'named' ? overriding.manager : overriding.level;
}

function teamParts({ rule }: ManagerStatement, { team }: TeamStatement): readonly (readonly Step[])[] {
  const label = { zh: '费率 × 团队净销售额', en: 'Rate × net sales of the team' };
  const terms = [
    { key: 'team.net_sales', value: team.figures.netSales },
    { key: 'plan.override_rate', value: exact(rule.overrideRate) },
  ];
  return [[step('override_of_team', label, 'product', terms)]];
}

function levelParts({ bases }: LevelStatement): readonly (readonly Step[])[] {
  return bases.map(({ rule, deals }) => {
    const sales = step(
      `sales_below[${rule.level}]`,
      {
        zh: `下 ${rule.level} 级人员当日所属的销售额`,
        en: `Sales ${rule.level} below, by the day of the booking`,
      },
      'sum',
      deals.map(({ deal, sellerId }) => ({
        ...{ key: `orders[${deal.order.fact.orderNo}]`, value: deal.credited },
        row: { seller: sellerId, booked_on: deal.order.fact.bookedOn, share: deal.share },
      })),
    );
    const label = { zh: `${rule.level} 级费率 × 销售额`, en: `Rate of level ${rule.level} × sales` };
    const rate = { key: `plan.overrides[${rule.level}]`, value: exact(rule.overrideRate) };
    return [sales, step(`override_of_level[${rule.level}]`, label, 'product', [of(sales), rate])];
  });
}

function coefficientStep(
  scorecard: Scorecard | null,
  coefficient: Coefficient,
  { plan }: TeamStatement,
): Step {
  const score = scorecard?.score ?? null;
  return ruled(
    'coefficient',
    { zh: '绩效系数(按未取整得分)', en: 'Coefficient, by the unrounded score' },
    {
      terms: score === null ? [{ key: 'unscored', value: whole(1) }] : [{ key: 'score', value: score }],
      value: coefficient.value,
      rule: {
        plan: plan.planId,
        version: plan.version,
        bands: plan.coefficientBands,
        band: coefficient.band,
      },
    },
  );
}
