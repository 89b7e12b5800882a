import { type Deal, type DealOrder, dealsByEmployee } from './deal.ts';
import type { Exact } from './exact.ts';
import type {
  DateRange,
  FollowupFact,
  KpiMonthFact,
  NewCustomerFact,
  PeriodFacts,
  RoleSpan,
  SurveyFact,
  TargetFact,
} from './facts.ts';
import { grouped } from './grouping.ts';
import { membershipOf } from './membership.ts';
import { compareText } from './ordering.ts';

/** Everything the facts say about one member of the team. */
export interface Person {
  readonly employeeId: string;
  readonly name: string;
  readonly isRep: boolean;
  readonly roles: readonly RoleSpan[];
  readonly targets: readonly TargetFact[];
  readonly followups: readonly FollowupFact[];
  readonly surveys: readonly SurveyFact[];
  readonly newCustomers: readonly NewCustomerFact[];
  readonly kpiMonths: readonly KpiMonthFact[];
  /** Stretches as rep or manager outside this plan, whether another plan pays them or none. */
  readonly elsewhere: readonly DateRange[];
  /** Days in role here ÷ all days in role; 1 for who had no role outside this plan. */
  readonly share: Exact;
  /** In deal order. */
  readonly deals: readonly Deal[];
}

function byEmployee<Row extends { readonly employeeId: string }>(
  rows: readonly Row[],
): (employeeId: string) => readonly Row[] {
  const groups = grouped(rows, ({ employeeId }) => employeeId);
  return (employeeId) => groups.get(employeeId) ?? [];
}

/** The team's people by employee number. Somebody with several roles is a rep when one of them is. */
export function peopleOf(facts: PeriodFacts, orders: readonly DealOrder[]): Person[] {
  const roles = byEmployee(facts.employees);
  const targets = byEmployee(facts.targets);
  const followups = byEmployee(facts.followups);
  const surveys = byEmployee(facts.surveys);
  const newCustomers = byEmployee(facts.newCustomers);
  const kpiMonths = byEmployee(facts.kpiMonths ?? []);
  const membership = membershipOf(facts);
  const deals = dealsByEmployee(orders, membership);
  const ids = [...new Set(facts.employees.map(({ employeeId }) => employeeId))].sort(compareText);
  return ids.map((employeeId) => {
    const own = [...roles(employeeId)].sort((a, b) => compareText(a.from, b.from));
    return {
      employeeId,
      name: own.at(-1)?.name ?? employeeId,
      isRep: own.some(({ kind }) => kind === 'rep'),
      roles: own,
      targets: targets(employeeId),
      followups: followups(employeeId),
      surveys: surveys(employeeId),
      newCustomers: newCustomers(employeeId),
      kpiMonths: kpiMonths(employeeId),
      elsewhere: membership.elsewhere(employeeId),
      share: membership.share(employeeId),
      deals: deals.get(employeeId) ?? [],
    };
  });
}
