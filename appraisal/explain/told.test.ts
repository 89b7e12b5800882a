import { describe, expect, it } from 'vitest';
import type { PeriodFacts } from '../facts.ts';
import { statementOf } from '../statement.ts';
import { facts, planned } from '../test-facts.ts';
import { explanationOf, printedExplanation } from './explanation.ts';

/** Every step in both languages, and below it what makes its value; of a few steps, where `only` names them. */
function told(of: PeriodFacts, employeeId: string, only?: readonly string[]): string {
  const explanation = explanationOf(statementOf(of), employeeId, { subject: 'statement' });
  if (explanation === undefined) throw new Error(`Nothing is told of ${employeeId}.`);
  const chinese = printedExplanation(explanation, 'zh').steps.map(({ label }) => label);
  const lines = printedExplanation(explanation, 'en').steps.flatMap((each, index) => {
    if (only !== undefined && !only.includes(each.key)) return [];
    const terms = each.terms.map(
      ({ key, value, weight }) => `${key}=${value}${weight === undefined ? '' : `×${weight}`}`,
    );
    return [
      `${each.key}: ${each.label} / ${chinese[index]}`,
      `    ${each.operation} of ${terms.join(', ') || 'nothing'} = ${each.value}`,
    ];
  });
  return lines.map((line) => `      ${line}\n`).join('');
}

// The figures are those worked by hand in `statement.test.ts`.
describe('the steps', () => {
  it('of what a rep is paid lead from orders and targets to the total', () => {
    expect(`\n${told(facts, 'A1')}`).toBe(`
      net_sales: Net sales: net amount of each order × share / 净销售额 = 各订单净额 × 分成
          sum of orders[O1]=200000, orders[O3]=31000, orders[O2]=60000 = 291000
      sales_target_part_1_presence: In role, by none / 在岗比例
          weighted_mean of targets[A1 sales].proration=1×1 = 1
      sales_target_part_1: Base × presence × ramp / 基数 × 在岗比例 × 爬坡系数
          product of targets[A1 sales].base=300000, sales_target_part_1_presence=1, targets[A1 sales].ramp=1 = 300000
      sales_target: Target of sales / 目标(sales)
          sum of sales_target_part_1=300000 = 300000
      sales_value: KPI sales: numerator ÷ denominator / 指标 sales = 分子 ÷ 分母
          quotient of net_sales=291000, sales_target=300000 = 0.97
      sales_score: Score of sales, by its curve / sales 得分(按曲线)
          rule of sales_value=0.97 = 97
      sales_weight: Weight of sales, by days / sales 权重(按天加权)
          sum of weight_sets[AE v1]=0.5 = 0.5
      followups: Follow-ups that count / 有效跟进
          sum of followups.logged=50, followups.flagged=-5 = 45
      followup_target_part_1_presence: In role, by month / 在岗比例
          weighted_mean of presence[2026-07-01/2026-08-01]=1×1, presence[2026-08-01/2026-09-01]=1×1, presence[2026-09-01/2026-10-01]=1×1 = 1
      followup_target_part_1: Base × presence × ramp / 基数 × 在岗比例 × 爬坡系数
          product of targets[A1 followup].base=60, followup_target_part_1_presence=1, targets[A1 followup].ramp=1 = 60
      followup_target: Target of followup / 目标(followup)
          sum of followup_target_part_1=60 = 60
      followup_value: KPI followup: numerator ÷ denominator / 指标 followup = 分子 ÷ 分母
          quotient of followups=45, followup_target=60 = 0.75
      followup_score: Score of followup, by its curve / followup 得分(按曲线)
          rule of followup_value=0.75 = 60
      followup_weight: Weight of followup, by days / followup 权重(按天加权)
          sum of weight_sets[AE v1]=0.3 = 0.3
      answers: Points of the answers / 满意度得分合计
          sum of surveys=18 = 18
      csat_value: KPI csat: numerator ÷ denominator / 指标 csat = 分子 ÷ 分母
          quotient of answers=18, own.csat.denominator=4 = 4.5
      csat_score: Score of csat, by its curve / csat 得分(按曲线)
          rule of csat_value=4.5 = 87.5
      csat_weight: Weight of csat, by days / csat 权重(按天加权)
          sum of weight_sets[AE v1]=0.2 = 0.2
      score: Score: Σ weight × score ÷ Σ weight / 综合得分 = Σ 权重 × 得分 ÷ Σ 权重
          weighted_mean of sales_score=97×0.5, followup_score=60×0.3, csat_score=87.5×0.2 = 84
      commission[O1]: Commission of O1, by slices / 订单 O1 的提成(分段累进)
          sum of tiers[1]=7500, tiers[2]=1500 = 9000
      commission[O3]: Commission of O3, by slices / 订单 O3 的提成(分段累进)
          sum of tiers[1]=930 = 930
      commission[O2]: Commission of O2, by slices / 订单 O2 的提成(分段累进)
          sum of tiers[1]=1800 = 1800
      of_deals: Commission of the deals, in the order in which they climb the tiers / 各单提成之和
          sum of commission[O1]=9000, commission[O3]=930, commission[O2]=1800 = 11730
      not_negative: Never below 0 / 不低于 0
          greatest of zero=0, of_deals=11730 = 11730
      gate: Gate: 1 when attainment reaches it, else 0 / 达成率门槛:过为 1,未过为 0
          rule of sales_value=0.97 = 1
      earned: Earned: × gate / 挣得 = 提成 × 门槛
          product of not_negative=11730, gate=1 = 11730
      coefficient: Coefficient, by the unrounded score / 绩效系数(按未取整得分)
          rule of score=84 = 1
      after_coefficient: × coefficient / × 绩效系数
          product of earned=11730, coefficient=1 = 11730
      after_cap: After the cap / 封顶后
          least of plan.cap=11000, after_coefficient=11730 = 11000
      commission_paid_for: Σ commission of a deal × part of it that is paid / Σ 各单提成 × 已收比例
          sum of commission[O1]=9000, commission[O3]=0, commission[O2]=900 = 9900
      payout_ratio: After the cap ÷ earned / 封顶后 ÷ 挣得
          quotient of after_cap=11000, earned=11730 = 0.937766410912
      release_due: To be released by cash / 按回款可释放
          product of commission_paid_for=9900, payout_ratio=0.937766410912 = 9283.887468030691
      released: Released: never more than after the cap / 已释放(不超过封顶后)
          least of after_cap=11000, release_due=9283.887468030691 = 9283.887468030691
      held: Held: after the cap − released / 待释放 = 封顶后 − 已释放
          sum of after_cap=11000, minus released=-9283.887468030691 = 1716.112531969309
      draw_guarantee: Guarantee: monthly × months / 保底
          sum of nothing = 0
      draw_short: Guarantee − released / 保底 − 已释放
          sum of draw_guarantee=0, minus released=-9283.887468030691 = -9283.887468030691
      draw_top_up: Topped up to the guarantee / 保底补足
          greatest of zero=0, draw_short=-9283.887468030691 = 0
      team_bonus: Team bonus: pool × own (score × days) ÷ all, whole fen by largest remainder / 团队奖金 = 奖金池 × 本人(得分 × 天数)÷ 合计,分位按最大余数
          rule of team.bonus_pool=3970, claim=7728, claims=12751.024523160763 = 2406.09
      commission_payable: Commission payable: released + topped up / 应付提成 = 已释放 + 保底补足
          sum of released=9283.887468030691, draw_top_up=0 = 9283.887468030691
      total_payable: Total payable / 应付合计
          sum of commission_payable=9283.887468030691, team_bonus=2406.09 = 11689.977468030691
`);
  });

  it('tell a target of a part of the period, a missed gate and a guarantee', () => {
    const only = [
      'sales_target_part_1_presence',
      'sales_target_part_1',
      'gate',
      'earned',
      'after_cap',
      'released',
      'held',
      'draw_guarantee',
      'draw_short',
      'draw_top_up',
      'total_payable',
    ];
    expect(`\n${told(facts, 'N1', only)}`).toBe(`
      sales_target_part_1_presence: In role, by workday / 在岗比例
          weighted_mean of presence[2026-07-01/2026-10-01]=0.333333333333×1 = 0.333333333333
      sales_target_part_1: Base × presence × ramp / 基数 × 在岗比例 × 爬坡系数
          product of targets[N1 sales].base=90000, sales_target_part_1_presence=0.333333333333, targets[N1 sales].ramp=0.5 = 15000
      gate: Gate: 1 when attainment reaches it, else 0 / 达成率门槛:过为 1,未过为 0
          rule of sales_value=0.333333333333 = 0
      earned: Earned: × gate / 挣得 = 提成 × 门槛
          product of not_negative=250, gate=0 = 0
      after_cap: After the cap / 封顶后
          least of plan.cap=11000, after_coefficient=0 = 0
      released: Released: nothing was earned / 已释放
          sum of nothing = 0
      held: Held: after the cap − released / 待释放 = 封顶后 − 已释放
          sum of after_cap=0, minus released=0 = 0
      draw_guarantee: Guarantee: monthly × months / 保底
          sum of plan.draws[N1]=3000 = 3000
      draw_short: Guarantee − released / 保底 − 已释放
          sum of draw_guarantee=3000, minus released=0 = 3000
      draw_top_up: Topped up to the guarantee / 保底补足
          greatest of zero=0, draw_short=3000 = 3000
      total_payable: Total payable / 应付合计
          sum of commission_payable=3000, team_bonus=0 = 3000
`);
  });

  it('tell answers of the team, what was due, and a coefficient', () => {
    const only = ['csat_value', 'collected', 'collection_value', 'collection_weight', 'payout_ratio'];
    expect(`\n${told(facts, 'B1', only)}`).toBe(`
      csat_value: KPI csat: numerator ÷ denominator / 指标 csat = 分子 ÷ 分母
          quotient of team_fallback.csat.numerator=24, team_fallback.csat.denominator=6 = 4
      collected: Paid of what was due / 本期到期款中已收
          sum of orders[O2]=20000 = 20000
      collection_value: KPI collection: numerator ÷ denominator / 指标 collection = 分子 ÷ 分母
          quotient of collected=20000, own.collection.denominator=40000 = 0.5
      collection_weight: Weight of collection, by days / collection 权重(按天加权)
          sum of weight_sets[AE v1]=0, weight_sets[SR v1]=0.065217391304 = 0.065217391304
      payout_ratio: After the cap ÷ earned / 封顶后 ÷ 挣得
          quotient of after_cap=2515, earned=5030 = 0.5
`);
  });

  it('of an override by name lead from the sales of the team to what is paid', () => {
    expect(`\n${told(facts, 'M1')}`).toBe(`
      override_of_team: Rate × net sales of the team / 费率 × 团队净销售额
          product of team.net_sales=397000, plan.override_rate=0.002 = 794
      override_before: Rates × sales / 费率 × 销售额之和
          sum of override_of_team=794 = 794
      score: Score: Σ weight × team’s score ÷ Σ weight / 综合得分 = Σ 权重 × 团队得分 ÷ Σ 权重
          weighted_mean of team.sales_score=77.087378640777×0.7, team.collection_score=83.606557377049×0.3 = 79.043132261658
      coefficient: Coefficient, by the unrounded score / 绩效系数(按未取整得分)
          rule of score=79.043132261658 = 1
      override: Override: × coefficient / 管理提成 = × 绩效系数
          product of override_before=794, coefficient=1 = 794
`);
  });

  it('of an override by levels tell each level', () => {
    const levels = [
      { level: 1, overrideRate: '0.01' },
      { level: 2, overrideRate: '0.005' },
    ] as const;
    const only = [
      'sales_below[1]',
      'override_of_level[1]',
      'sales_below[2]',
      'override_of_level[2]',
      'override_before',
      'override',
    ];
    expect(`\n${told(planned({ manager: null, levels }), 'M1', only)}`).toBe(`
      sales_below[1]: Sales 1 below, by the day of the booking / 下 1 级人员当日所属的销售额
          sum of orders[O1]=200000, orders[O3]=31000, orders[O2]=60000, orders[O3]=61000, orders[O2]=40000, orders[O4]=0, orders[O5]=5000 = 397000
      override_of_level[1]: Rate of level 1 × sales / 1 级费率 × 销售额
          product of sales_below[1]=397000, plan.overrides[1]=0.01 = 3970
      sales_below[2]: Sales 2 below, by the day of the booking / 下 2 级人员当日所属的销售额
          sum of nothing = 0
      override_of_level[2]: Rate of level 2 × sales / 2 级费率 × 销售额
          product of sales_below[2]=0, plan.overrides[2]=0.005 = 0
      override_before: Rates × sales / 费率 × 销售额之和
          sum of override_of_level[1]=3970, override_of_level[2]=0 = 3970
      override: Override: × coefficient / 管理提成 = × 绩效系数
          product of override_before=3970, coefficient=1 = 3970
`);
  });
});
