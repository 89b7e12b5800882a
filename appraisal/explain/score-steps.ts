import { type Exact, exact, ratio, whole } from '../exact.ts';
import type { PeriodFacts } from '../facts.ts';
import type { NotApplicable } from '../measure.ts';
import type { KpiScore } from '../scorecard.ts';
import type { RepStatement } from '../statement.ts';
import { meanSteps } from './mean-steps.ts';
import { netSalesStep, targetSteps } from './sales-steps.ts';
import { type Excluded, of, ruled, type Step, step, type Term, type Words } from './step.ts';

const missing: Readonly<Record<NotApplicable, Words>> = {
  no_target: {
    zh: '没有目标,不适用;权重分给其余指标',
    en: 'No target: not applicable, its weight goes to the others',
  },
  nothing_due: {
    zh: '本期无到期款,不适用',
    en: 'Nothing was due: not applicable, its weight goes to the others',
  },
  no_base: {
    zh: '没有可比的基数,不适用',
    en: 'There is nothing to divide by: not applicable, its weight goes to the others',
  },
  no_answers: { zh: '没有问卷,不适用', en: 'No answers: not applicable, its weight goes to the others' },
};

/** Everything behind one KPI of a person: its numerator, its denominator, its value. Empty where it is not applicable. */
export function kpiSteps(rep: RepStatement, kpi: string, facts: PeriodFacts): readonly Step[] {
  const scored = rep.scorecard.kpis.find((each) => each.kpi === kpi);
  if (scored === undefined || scored.value.missing !== null) return [];
  const { numerator, denominator, basis } = scored.value;
  const targets = dividingSteps(rep, kpi, { denominator, facts });
  const target = targets.at(-1);
  const above = numeratorStep(rep, kpi, facts);
  const isOwn = basis === 'own' && above !== undefined && above.value.equals(numerator);
  const terms: readonly Term[] = [
    isOwn ? of(above) : { key: `${basis}.${kpi}.numerator`, value: numerator },
    target === undefined ? { key: `${basis}.${kpi}.denominator`, value: denominator } : of(target),
  ];
  const label = { zh: `指标 ${kpi} = 分子 ÷ 分母`, en: `KPI ${kpi}: numerator ÷ denominator` };
  return [
    ...(isOwn ? [above] : []),
    ...targets,
    step(`${kpi}_value`, label, 'quotient', terms, { rule: { basis, ...facts.catalogue?.[kpi] } }),
  ];
}

/** How came about what the numerator is divided by, the target mostly: satisfaction and collection may have one and are not. */
function dividingSteps(
  rep: RepStatement,
  kpi: string,
  { denominator, facts }: { readonly denominator: Exact; readonly facts: PeriodFacts },
): readonly Step[] {
  if (facts.catalogue?.[kpi]?.form === 'ratio') return [monthsStep(rep, kpi, 'denominator')];
  const steps = targetSteps(rep, kpi);
  return steps.at(-1)?.value.equals(denominator) === true ? steps : [];
}

function numeratorStep(rep: RepStatement, kpi: string, facts: PeriodFacts): Step | undefined {
  if (kpi === 'sales') return netSalesStep(rep, facts);
  if (kpi === 'followup') return followupStep(rep);
  if (kpi === 'csat') return answersStep(rep);
  if (kpi === 'collection') return collectedStep(rep);
  return facts.catalogue?.[kpi] === undefined ? undefined : monthsStep(rep, kpi, 'numerator');
}

/** A KPI of the catalogue by month; its rows are what `explain kpi` shows of the month. */
function monthsStep({ person }: RepStatement, kpi: string, part: 'numerator' | 'denominator'): Step {
  const terms = person.kpiMonths
    .filter((month) => month.kpi === kpi)
    .map((month) => ({ key: `${kpi}[${month.month}]`, value: exact(month[part]), row: { ...month } }));
  const label = {
    numerator: { zh: `${kpi} 分子,各月合计`, en: `Numerator of ${kpi}, by month` },
    denominator: { zh: `${kpi} 分母,各月合计`, en: `Denominator of ${kpi}, by month` },
  };
  return step(`${kpi}_${part}`, label[part], 'sum', terms);
}

function followupStep({ person }: RepStatement): Step {
  const terms = person.followups.flatMap((row) => [
    { key: 'followups.logged', value: whole(row.logged), row: { ...row } },
    { key: 'followups.flagged', value: whole(-row.flagged) },
  ]);
  const flagged = person.followups.filter((row) => row.flagged > 0);
  const excluded = flagged.map((row) => ({
    key: 'followups.flagged',
    why: { zh: `${row.flagged} 条被标记,不计`, en: `${row.flagged} are flagged and do not count` },
  }));
  return step('followups', { zh: '有效跟进', en: 'Follow-ups that count' }, 'sum', terms, { excluded });
}

function answersStep({ person }: RepStatement): Step {
  const terms = person.surveys.map((row) => ({ key: 'surveys', value: exact(row.sum), row: { ...row } }));
  return step('answers', { zh: '满意度得分合计', en: 'Points of the answers' }, 'sum', terms);
}

function collectedStep({ person }: RepStatement): Step {
  const due = person.deals.filter(({ kind, order }) => kind === 'revenue' && order.isDue);
  const terms = due.map(({ order, share }) => {
    const paid = order.paid.lt(order.net) ? order.paid : order.net;
    const row = {
      order_no: order.fact.orderNo,
      due_on: order.fact.dueOn,
      paid: order.paid,
      net: order.net,
      share,
    };
    return { key: `orders[${order.fact.orderNo}]`, value: paid.mul(share), row };
  });
  const excluded = person.deals
    .filter(({ kind, order }) => kind === 'revenue' && !order.isDue)
    .map(({ order }) => ({
      key: `orders[${order.fact.orderNo}]`,
      why: {
        zh: `到期日 ${order.fact.dueOn ?? '无'},不在本期`,
        en: `Due on ${order.fact.dueOn ?? 'no day'}, not in the period`,
      },
    }));
  return step('collected', { zh: '本期到期款中已收', en: 'Paid of what was due' }, 'sum', terms, {
    excluded,
  });
}

/** From KPIs to the score: value → curve → weight → weighted mean. */
export function scoreSteps(rep: RepStatement, facts: PeriodFacts): readonly Step[] {
  const { scorecard } = rep;
  const scored = scorecard.kpis.filter(({ score }) => score !== null);
  const each = scored.flatMap((kpi) => [
    ...kpiSteps(rep, kpi.kpi, facts),
    curveStep(kpi),
    weightStep(rep, kpi.kpi),
  ]);
  const excluded = scorecard.kpis.flatMap(leftOut);
  const label = { zh: '综合得分 = Σ 权重 × 得分 ÷ Σ 权重', en: 'Score: Σ weight × score ÷ Σ weight' };
  return [...each, ...meanSteps(scorecard, { label, termsOf: scoreTerms, excluded })];
}

function scoreTerms({ kpi, score, weight }: KpiScore): readonly Term[] {
  return score === null ? [] : [{ key: `${kpi}_score`, value: score, weight }];
}

function leftOut({ kpi, value }: KpiScore): readonly Excluded[] {
  return value.missing === null ? [] : [{ key: kpi, why: missing[value.missing] }];
}

function curveStep({ kpi, curve, value, score }: KpiScore): Step {
  return ruled(
    `${kpi}_score`,
    { zh: `${kpi} 得分(按曲线)`, en: `Score of ${kpi}, by its curve` },
    {
      terms: value.missing === null ? [{ key: `${kpi}_value`, value: value.value }] : [],
      value: score ?? whole(0),
      rule: { curve },
    },
  );
}

/** The mean over the days in role of the weight set in force. */
function weightStep({ scorecard, inRoleDays }: RepStatement, kpi: string): Step {
  const terms = scorecard.weights.stretches.map(({ set, days, from, until }) => ({
    key: `weight_sets[${set.role} v${set.version}]`,
    value: exact(set.weights[kpi] ?? '0').mul(ratio(days, inRoleDays)),
    row: { from, until, days, of_days: inRoleDays, weight: set.weights[kpi] ?? '0' },
  }));
  return step(
    `${kpi}_weight`,
    { zh: `${kpi} 权重(按天加权)`, en: `Weight of ${kpi}, by days` },
    'sum',
    terms,
  );
}
