import type { PeriodFacts, Plan } from '../facts.ts';

/**
 * The facts that decide what one person is paid for own deals, out of those of a whole plan; undefined where figures of others decide
 * too: a bonus of the team, or pay for what others sell. Orders of others are not looked at, and need not be there.
 */
export function ownFacts(facts: PeriodFacts, employeeId: string): PeriodFacts | undefined {
  const { plans, superiors = [] } = facts;
  const isAbove = superiors.some((each) => each.employeeId === employeeId);
  if (isAbove || plans.some((plan) => paysByOthers(plan, employeeId))) return undefined;
  const isOwn = (row: { readonly employeeId: string }) => row.employeeId === employeeId;
  const { superiors: _superiors, ...rest } = facts;
  return {
    ...rest,
    // Of too few answers the team's mean is taken, which is made of the answers of everybody in it.
    employees: hasEnoughAnswers(facts, employeeId) ? facts.employees.filter(isOwn) : facts.employees,
    ...(facts.elsewhere === undefined ? {} : { elsewhere: facts.elsewhere.filter(isOwn) }),
    targets: facts.targets.filter(isOwn),
    followups: facts.followups.filter(isOwn),
    newCustomers: facts.newCustomers.filter(isOwn),
    orders: facts.orders.filter(({ credits }) => credits.some(isOwn)),
    plans: plans.map(({ levels: _levels, ...plan }) => ({
      ...{ ...plan, draws: plan.draws.filter(isOwn), manager: null },
    })),
  };
}

function paysByOthers({ teamBonus, manager }: Plan, employeeId: string): boolean {
  return teamBonus !== null || manager?.employeeId === employeeId;
}

function hasEnoughAnswers({ surveys, csatMinAnswers }: PeriodFacts, employeeId: string): boolean {
  const own = surveys.filter((each) => each.employeeId === employeeId);
  return own.reduce((answers, each) => answers + each.answers, 0) >= csatMinAnswers;
}
