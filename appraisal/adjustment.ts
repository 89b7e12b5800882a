import { type Commission, commissionOf } from './commission.ts';
import { type CashOf, type Deal, dealsByEmployee, ordersOf, seenCash } from './deal.ts';
import { type Exact, exact, sum, zero } from './exact.ts';
import type { PeriodFacts } from './facts.ts';
import { targetValue } from './figures.ts';
import { overrideOfLevels } from './levels.ts';
import { overrideOn } from './manager.ts';
import { membershipOf } from './membership.ts';
import { type RepStatement, statementOf, type TeamStatement } from './statement.ts';

/** What later facts change for one rep. Amounts are unrounded. */
export interface RepAdjustment {
  readonly employeeId: string;
  /** What the close printed; null for somebody who was not appraised then. */
  readonly closed: Commission | null;
  /** Later deals with the cash of the close. */
  readonly frozen: Commission;
  /** Later deals with later cash. */
  readonly restated: Commission;
  readonly earnedClosed: Exact;
  readonly deltaEarned: Exact;
  /** Change of released money by sales alone; negative is taken back. */
  readonly cashClawback: Exact;
  /** The rest of the change: money that was still held. */
  readonly deltaHeld: Exact;
  readonly newlyReleased: Exact;
}

/** What changed after the close of a period. Scores, coefficients, gate, cap and team bonus stay as they were closed. */
export interface Adjustment {
  readonly closed: TeamStatement;
  readonly later: TeamStatement;
  readonly reps: readonly RepAdjustment[];
  readonly team: {
    readonly netClosed: Exact;
    readonly netRestated: Exact;
    /** Against the target of the close; null without one. */
    readonly attainmentRestated: Exact | null;
  };
  readonly overrideDelta: Exact;
}

/** Payments as the close saw them; for an order it did not know, those dated up to the close. */
function cashAtClose(closed: PeriodFacts): CashOf {
  const known = new Map(closed.orders.map((order) => [order.orderNo, order.paid]));
  return (order) => exact(known.get(order.orderNo) ?? order.paidAtClose);
}

function repAdjustment(
  { person, commission: restatedByOwnTerms }: RepStatement,
  closed: Commission | null,
  deals: { readonly frozen: readonly Deal[]; readonly restated: readonly Deal[] },
): RepAdjustment {
  const { terms } = closed ?? restatedByOwnTerms;
  const frozen = commissionOf(deals.frozen, terms);
  const restated = commissionOf(deals.restated, terms);
  const earnedClosed = closed?.afterCap ?? zero;
  const deltaEarned = restated.afterCap.sub(earnedClosed);
  const cashClawback = frozen.released.sub(closed?.released ?? zero);
  return {
    employeeId: person.employeeId,
    closed,
    frozen,
    restated,
    earnedClosed,
    deltaEarned,
    cashClawback,
    deltaHeld: deltaEarned.sub(cashClawback),
    newlyReleased: restated.released.sub(frozen.released),
  };
}

/** Everybody appraised at the close, and whoever appears only later. */
function repsOf(closed: TeamStatement, later: TeamStatement): readonly RepStatement[] {
  const ids = new Set(closed.reps.map(({ person }) => person.employeeId));
  return [...closed.reps, ...later.reps.filter(({ person }) => !ids.has(person.employeeId))];
}

function overrideDelta(closed: TeamStatement, later: TeamStatement): Exact {
  return managerDelta(closed, later.team.figures.netSales).add(levelsDelta(closed, later));
}

function managerDelta(closed: TeamStatement, netRestated: Exact): Exact {
  if (closed.manager === null) return zero;
  const { rule, coefficient, override } = closed.manager;
  return overrideOn(netRestated, rule, coefficient).sub(override);
}

/** What is sold below now, at the rates and by the coefficient of the close; whoever appears only later by their own. */
function levelsDelta(closed: TeamStatement, later: TeamStatement): Exact {
  const atClose = new Map(closed.levels.map((each) => [each.person.employeeId, each]));
  const now = new Map(later.levels.map((each) => [each.person.employeeId, each]));
  const ids = [...new Set([...atClose.keys(), ...now.keys()])];
  return sum(
    ids.map((id) => {
      const [before, after] = [atClose.get(id), now.get(id)];
      if (before === undefined) return after?.override ?? zero;
      const bases = before.bases.map(({ rule }) => {
        const sold = after?.bases.find((base) => base.rule.level === rule.level)?.sales ?? zero;
        return { rule, sales: sold };
      });
      return overrideOfLevels(bases, before.coefficient).sub(before.override);
    }),
  );
}

/**
 * Computes a closed period again from later facts. First deals change under the cash of the close, which shows what is taken back;
 * then later cash releases more.
 * @throws YardstickError APPRAISAL_REFUSED for facts that cannot be appraised.
 */
export function adjustmentOf(closedFacts: PeriodFacts, laterFacts: PeriodFacts): Adjustment {
  const closed = statementOf(closedFacts);
  const later = statementOf(laterFacts);
  const membership = membershipOf(laterFacts);
  const dealsBy = (cash: CashOf) =>
    dealsByEmployee(ordersOf(laterFacts.orders, laterFacts.period, cash), membership);
  const frozen = dealsBy(cashAtClose(closedFacts));
  const restated = dealsBy(seenCash);
  const atClose = new Map(closed.reps.map((rep) => [rep.person.employeeId, rep.commission]));
  const netRestated = later.team.figures.netSales;
  const target = targetValue(closed.team.figures, 'sales');
  return {
    closed,
    later,
    reps: repsOf(closed, later).map((rep) => {
      const id = rep.person.employeeId;
      const deals = { frozen: frozen.get(id) ?? [], restated: restated.get(id) ?? [] };
      return repAdjustment(rep, atClose.get(id) ?? null, deals);
    }),
    team: {
      netClosed: closed.team.figures.netSales,
      netRestated,
      attainmentRestated: target === null ? null : netRestated.div(target),
    },
    overrideDelta: overrideDelta(closed, later),
  };
}
