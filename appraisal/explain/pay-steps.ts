import type { Commission, DealCommission } from '../commission.ts';
import { exact, one, sum, whole, zero } from '../exact.ts';
import type { RepStatement, TeamStatement } from '../statement.ts';
import { scoreSteps } from './score-steps.ts';
import { of, ruled, type Step, step, type Term } from './step.ts';

/** Everything behind what a rep is paid, the last step being the total. */
export function paySteps(rep: RepStatement, statement: TeamStatement): readonly Step[] {
  const { facts } = statement;
  const score = scoreSteps(rep, facts);
  const commission = commissionSteps(rep, statement);
  const drawn = drawSteps(rep);
  const bonus = bonusStep(rep, statement);
  const payable = step(
    'commission_payable',
    { zh: '应付提成 = 已释放 + 保底补足', en: 'Commission payable: released + topped up' },
    'sum',
    [
      { key: 'released', value: rep.commission.released },
      { key: 'draw_top_up', value: rep.draw.topUp },
    ],
  );
  const total = step('total_payable', { zh: '应付合计', en: 'Total payable' }, 'sum', [
    of(payable),
    of(bonus),
  ]);
  return [...score, ...commission, ...drawn, bonus, payable, total];
}

function commissionSteps(rep: RepStatement, { plan }: TeamStatement): readonly Step[] {
  const { commission, coefficient } = rep;
  const deals = commission.deals.map(dealStep);
  const version = { plan: plan.planId, version: plan.version };
  const label = {
    zh: '各单提成之和',
    en: 'Commission of the deals, in the order in which they climb the tiers',
  };
  const ofDeals = step('of_deals', label, 'sum', deals.map(of), { rule: { ...version, tiers: plan.tiers } });
  const floor = step('not_negative', { zh: '不低于 0', en: 'Never below 0' }, 'greatest', [
    nothing,
    of(ofDeals),
  ]);
  const gate = gateStep(rep, plan.minAttainment);
  const earned = step('earned', { zh: '挣得 = 提成 × 门槛', en: 'Earned: × gate' }, 'product', [
    of(floor),
    of(gate),
  ]);
  const band = ruled(
    'coefficient',
    { zh: '绩效系数(按未取整得分)', en: 'Coefficient, by the unrounded score' },
    {
      terms: rep.scorecard.score === null ? [] : [{ key: 'score', value: rep.scorecard.score }],
      value: coefficient.value,
      rule: { ...version, bands: plan.coefficientBands, band: coefficient.band },
    },
  );
  const after = step('after_coefficient', { zh: '× 绩效系数', en: '× coefficient' }, 'product', [
    of(earned),
    of(band),
  ]);
  const cap = commission.terms.cap === null ? [] : [{ key: 'plan.cap', value: commission.terms.cap }];
  const capped = step('after_cap', { zh: '封顶后', en: 'After the cap' }, 'least', [...cap, of(after)]);
  return [
    ...deals,
    ofDeals,
    floor,
    gate,
    earned,
    band,
    after,
    capped,
    ...releaseSteps(commission, capped, earned),
  ];
}

const nothing: Term = { key: 'zero', value: zero };

/** Slices of one deal, each at the rate of its tier. */
function dealStep({ deal, slices, reached }: DealCommission): Step {
  const { orderNo } = deal.order.fact;
  const terms = slices.map(({ amount, rateText, commission }, index) => ({
    key: `tiers[${index + 1}]`,
    value: commission,
    row: { amount, rate: rateText },
  }));
  const label = { zh: `订单 ${orderNo} 的提成(分段累进)`, en: `Commission of ${orderNo}, by slices` };
  return step(`commission[${orderNo}]`, label, 'sum', terms, { rule: { sales_before: reached } });
}

function gateStep({ commission, values }: RepStatement, minimum: string | null): Step {
  const attainment = values.sales.value;
  return ruled(
    'gate',
    { zh: '达成率门槛:过为 1,未过为 0', en: 'Gate: 1 when attainment reaches it, else 0' },
    {
      terms: attainment === null ? [] : [{ key: 'sales_value', value: attainment }],
      value: commission.terms.passesGate ? one : zero,
      rule: { min_attainment: minimum },
    },
  );
}

function releaseSteps(commission: Commission, capped: Step, earned: Step): readonly Step[] {
  const { deals, terms, released, held } = commission;
  if (commission.earned.equals(0)) {
    const label = { zh: '已释放', en: 'Released: nothing was earned' };
    return [step('released', label, 'sum', []), heldStep(capped, released)];
  }
  const paid = step(
    'commission_paid_for',
    { zh: 'Σ 各单提成 × 已收比例', en: 'Σ commission of a deal × part of it that is paid' },
    'sum',
    deals.map(({ deal, commission: own }) => ({
      key: `commission[${deal.order.fact.orderNo}]`,
      value: own.mul(terms.release === null ? one : deal.order.paidFraction),
      row: {
        commission: own,
        paid_fraction: deal.order.paidFraction,
        paid: deal.order.paid,
        net: deal.order.net,
      },
    })),
    { rule: { release: terms.release } },
  );
  const scale = step('payout_ratio', { zh: '封顶后 ÷ 挣得', en: 'After the cap ÷ earned' }, 'quotient', [
    of(capped),
    of(earned),
  ]);
  const due = step('release_due', { zh: '按回款可释放', en: 'To be released by cash' }, 'product', [
    of(paid),
    of(scale),
  ]);
  const label = { zh: '已释放(不超过封顶后)', en: 'Released: never more than after the cap' };
  const done = step('released', label, 'least', [of(capped), of(due)]);
  return [paid, scale, due, done, heldStep(capped, held.neg().add(capped.value))];
}

function heldStep(capped: Step, released: Term['value']): Step {
  const label = { zh: '待释放 = 封顶后 − 已释放', en: 'Held: after the cap − released' };
  return step('held', label, 'sum', [of(capped), { key: 'minus released', value: released.neg() }]);
}

function drawSteps({ draw, commission }: RepStatement): readonly Step[] {
  const terms = draw.draws.map((each) => ({
    key: `plan.draws[${each.employeeId}]`,
    value: exact(each.monthly).mul(whole(each.months)),
    row: { ...each },
  }));
  const guarantee = step('draw_guarantee', { zh: '保底', en: 'Guarantee: monthly × months' }, 'sum', terms);
  const short = step('draw_short', { zh: '保底 − 已释放', en: 'Guarantee − released' }, 'sum', [
    of(guarantee),
    { key: 'minus released', value: commission.released.neg() },
  ]);
  const label = { zh: '保底补足', en: 'Topped up to the guarantee' };
  return [guarantee, short, step('draw_top_up', label, 'greatest', [nothing, of(short)])];
}

/** A share in whole fen of the pool, in proportion to score × days. */
function bonusStep(rep: RepStatement, { team, reps, plan }: TeamStatement): Step {
  const claim = ({ scorecard, inRoleDays }: RepStatement) => (scorecard.score ?? zero).mul(whole(inRoleDays));
  const own = { score: rep.scorecard.score, in_role_days: rep.inRoleDays };
  const shared: readonly Term[] = [
    { key: 'team.bonus_pool', value: team.bonus.pool },
    { key: 'claim', value: claim(rep), row: own },
    { key: 'claims', value: sum(reps.map(claim)) },
  ];
  const terms = plan.teamBonus === null ? [] : shared;
  const label = {
    zh: '团队奖金 = 奖金池 × 本人(得分 × 天数)÷ 合计,分位按最大余数',
    en: 'Team bonus: pool × own (score × days) ÷ all, whole fen by largest remainder',
  };
  return ruled('team_bonus', label, { terms, value: rep.teamBonus, rule: { ...plan.teamBonus } });
}
