import { contains } from '../days.ts';
import type { Deal } from '../deal.ts';
import { exact, ratio, whole } from '../exact.ts';
import type { OrderFact, PeriodFacts } from '../facts.ts';
import type { RepStatement } from '../statement.ts';
import type { TargetPart } from '../target.ts';
import { type Excluded, of, type Step, step, type Term } from './step.ts';

/** Sales of one person: their part of every order, and what was left out. */
export function netSalesStep({ person }: RepStatement, facts: PeriodFacts): Step {
  const terms = person.deals.filter(({ kind }) => kind === 'revenue').map(dealTerm);
  const label = { zh: '净销售额 = 各订单净额 × 分成', en: 'Net sales: net amount of each order × share' };
  return step('net_sales', label, 'sum', terms, { excluded: leftOut(person.employeeId, facts) });
}

function dealTerm({ order, share, credited }: Deal): Term {
  const { fact, net, paid, paidFraction, isDue } = order;
  return {
    key: `orders[${fact.orderNo}]`,
    value: credited,
    row: { ...orderRow(fact), net, paid, paid_fraction: paidFraction, share, is_due: isDue },
  };
}

function orderRow({ orderNo, bookedOn, confirmedAt, dqStatus, dueOn, events }: OrderFact) {
  return {
    ...{ order_no: orderNo, booked_on: bookedOn, confirmed_at: confirmedAt },
    ...{ dq_status: dqStatus, due_on: dueOn, events },
  };
}

/** Orders of the person that count for nothing, or for something else. */
function leftOut(employeeId: string, { orders, period }: PeriodFacts): readonly Excluded[] {
  const own = orders.filter(({ credits }) => credits.some((credit) => credit.employeeId === employeeId));
  return own.flatMap((order) => {
    const key = `orders[${order.orderNo}]`;
    if (!contains(period, order.bookedOn))
      return [
        {
          key,
          why: {
            zh: `订单日 ${order.bookedOn} 不在本期;只影响过账视图`,
            en: `Booked on ${order.bookedOn}, outside the period; it shows in the posted view only`,
          },
        },
      ];
    if (order.dqStatus === 'under_review') return [{ key, why: underReview(order) }];
    const isOverlay = order.credits.every(
      (credit) => credit.employeeId !== employeeId || credit.kind === 'overlay',
    );
    if (!isOverlay) return [];
    return [
      {
        key,
        why: { zh: '叠加业绩,不计入净销售额', en: 'Overlay credit: beside net sales, never part of it' },
      },
    ];
  });
}

function underReview({ heldBy = [] }: OrderFact): Excluded['why'] {
  if (heldBy.length === 0)
    return { zh: '待核查,澄清前不计业绩', en: 'Under review: no credit until it is cleared' };
  const names = heldBy.join(', ');
  return {
    zh: `因疑点 ${names} 暂停计入,澄清前不计业绩`,
    en: `Held by suspicion ${names}: no credit until it is cleared`,
  };
}

/** The target of a KPI: base × presence × ramp of each of its parts; undefined where there is none. */
export function targetSteps({ person, figures }: RepStatement, kpi: string): readonly Step[] {
  const parts = figures.targets.get(kpi)?.parts;
  if (parts === undefined) return [];
  const made = parts.map((part, index) =>
    partSteps(`${kpi}_target_part_${index + 1}`, person.employeeId, part),
  );
  const label = { zh: `目标(${kpi})`, en: `Target of ${kpi}` };
  const total = step(
    `${kpi}_target`,
    label,
    'sum',
    made.flatMap((steps) => steps.slice(-1).map(of)),
  );
  return [...made.flat(), total];
}

function partSteps(key: string, employeeId: string, { fact, presence }: TargetPart): readonly Step[] {
  const name = `targets[${employeeId} ${fact.kpi}]`;
  const shares = presence.map(({ from, until, inRole, of: days }) => ({
    key: `presence[${from}/${until}]`,
    value: days === 0 ? whole(0) : ratio(inRole, days),
    weight: whole(1),
    row: { from, until, in_role_days: inRole, of_days: days },
  }));
  const full = [{ key: `${name}.proration`, value: whole(1), weight: whole(1), row: { proration: 'none' } }];
  const proration = step(
    `${key}_presence`,
    { zh: '在岗比例', en: `In role, by ${fact.proration}` },
    'weighted_mean',
    shares.length === 0 ? full : shares,
  );
  const product = step(key, { zh: '基数 × 在岗比例 × 爬坡系数', en: 'Base × presence × ramp' }, 'product', [
    { key: `${name}.base`, value: exact(fact.base) },
    of(proration),
    { key: `${name}.ramp`, value: exact(fact.ramp) },
  ]);
  return [proration, product];
}
