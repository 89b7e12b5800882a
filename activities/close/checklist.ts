import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { statementOf, type TeamStatement } from '../../appraisal/statement.ts';
import { openAlerts } from '../../ledger/alert.ts';
import { quarantineNow } from '../../ledger/quarantine.ts';
import { latestRuns } from '../../ledger/run.ts';
import { dimEmployee } from '../../models/dim/employee.ts';
import { dimFxRate } from '../../models/dim/fx-rate.ts';
import { fctOrderEvent } from '../../models/fct/order-event.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import { closedAssets } from './digest.ts';

/** One thing that has to hold before a period is locked. */
export interface ChecklistItem {
  readonly name: ChecklistName;
  readonly holds: boolean;
  /** What was found, one sentence. */
  readonly found: string;
}

export const checklistNames = [
  'period_over',
  'run_succeeded',
  'checks_passed',
  'no_quarantine',
  'no_held_orders',
  'everybody_has_a_plan',
  'everybody_has_a_target',
  'fx_complete',
] as const;
export type ChecklistName = (typeof checklistNames)[number];

interface Asked {
  readonly context: Context;
  readonly release: number;
  readonly facts: readonly PlanFacts[];
  readonly statements: readonly TeamStatement[];
}

type Check = (asked: Asked) => Promise<Omit<ChecklistItem, 'name'>>;

const checks: Readonly<Record<ChecklistName, Check>> = {
  period_over: async ({ context, facts }) => {
    const asOf = facts[0]?.facts.asOf ?? '';
    const zone = context.project.config.company.timezone;
    const today = context.now().toLocaleDateString('sv-SE', { timeZone: zone });
    return { holds: asOf < today, found: `The last day that is seen is ${asOf}; today is ${today}.` };
  },
  run_succeeded: async ({ context }) => {
    const newest = (await latestRuns(context.db, 20)).find(({ kind }) => kind !== 'sweep');
    const found =
      newest === undefined ? 'There was no run.' : `The newest run, ${newest.id}, is ${newest.status}.`;
    return { holds: newest?.status === 'succeeded', found };
  },
  checks_passed: async ({ context }) => {
    const closed = new Set<string>(closedAssets(context.project.graph));
    const open = (await openAlerts(context.db)).filter(
      ({ kind, subject }) => kind === 'check failed' && closed.has(subject),
    );
    return listed(
      open.map(({ subject, message }) => `${subject}: ${message}`),
      'Every blocking check has passed.',
    );
  },
  no_quarantine: async ({ context }) => {
    const closed = new Set<string>(closedAssets(context.project.graph));
    const rows = (await quarantineNow(context.db)).filter(({ asset, rows }) => rows > 0 && closed.has(asset));
    return listed(
      rows.map((each) => `${each.asset}: ${each.rows} by rule ${each.rule}`),
      'No rows are set aside.',
    );
  },
  no_held_orders: async ({ facts }) => {
    const held = facts.flatMap((of) =>
      of.facts.orders.filter(({ dqStatus }) => dqStatus === 'under_review').map(({ orderNo }) => orderNo),
    );
    return listed([...new Set(held)], 'No order is under review.');
  },
  everybody_has_a_plan: async (asked) => listed(await withoutPlan(asked), 'Everybody who sells has a plan.'),
  everybody_has_a_target: async ({ statements }) =>
    listed(statements.flatMap(withoutTarget), 'Every rep has a sales target.'),
  fx_complete: async (asked) => listed(await withoutRate(asked), 'Every amount has a rate of its month.'),
};

/** What holds and what does not, of a period as a release shows it. @throws YardstickError APPRAISAL_REFUSED */
export async function checklistOf(
  context: Context,
  release: number,
  facts: readonly PlanFacts[],
): Promise<readonly ChecklistItem[]> {
  const asked = { context, release, facts, statements: facts.map((of) => statementOf(of.facts)) };
  const items: ChecklistItem[] = [];
  for (const name of checklistNames) items.push({ name, ...(await checks[name](asked)) });
  return items;
}

const shownNames = 10;
/** Longer than any holiday without quotes. */
const oldestRateDays = 31;

function listed(wrong: readonly string[], otherwise: string): Omit<ChecklistItem, 'name'> {
  if (wrong.length === 0) return { holds: true, found: otherwise };
  const more = wrong.length - shownNames;
  return {
    holds: false,
    found: `${wrong.slice(0, shownNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  };
}

function withoutTarget({ reps }: TeamStatement): readonly string[] {
  return reps
    .filter(({ inRoleDays, figures }) => inRoleDays > 0 && !figures.targets.has('sales'))
    .map(({ person }) => person.employeeId);
}

async function withoutPlan({ context, release, facts }: Asked): Promise<readonly string[]> {
  const period = facts[0]?.facts.period;
  if (period === undefined) return [];
  const known = new Set(facts.flatMap((of) => of.facts.employees.map(({ employeeId }) => employeeId)));
  const rows = await context.warehouse.rows<{ employee_id: string }>(
    `SELECT DISTINCT employee_id FROM (${rowsAt(context, dimEmployee.key, release)})
     WHERE kind = 'rep' AND valid_from < toDate32(${literal(period.until)}) AND valid_to > toDate32(${literal(period.from)})
     ORDER BY employee_id`,
  );
  return rows.map(({ employee_id }) => employee_id).filter((id) => !known.has(id));
}

async function withoutRate({ context, release, facts }: Asked): Promise<readonly string[]> {
  const missing = facts.flatMap((of) =>
    of.facts.missingRates.map(({ orderNo, currency }) => `${orderNo} (${currency})`),
  );
  const period = facts[0]?.facts.period;
  if (period === undefined) return missing;
  // A currency without any rate is never published; one whose rates ended goes on with the last one.
  const rows = await context.warehouse.rows<{ order_no: string; currency: string; rate_date: string }>(
    `SELECT DISTINCT order_no, toString(event.currency) AS currency, toString(fx.rate_date) AS rate_date
     FROM (SELECT order_no, currency, toDate32(booked_business_date) AS day FROM (${rowsAt(context, fctOrderEvent.key, release)})) AS event
     INNER JOIN (${rowsAt(context, dimFxRate.key, release)}) AS fx ON fx.currency = event.currency
     WHERE event.currency != {base:String} AND event.day >= toDate32(${literal(period.from)}) AND event.day < toDate32(${literal(period.until)})
         AND fx.valid_from <= event.day AND fx.valid_to > event.day AND dateDiff('day', fx.rate_date, event.day) > ${oldestRateDays}
     ORDER BY order_no`,
    { base: context.project.config.company.baseCurrency },
  );
  const old = rows.map(
    ({ order_no, currency, rate_date }) => `${order_no} (${currency}, the newest rate is of ${rate_date})`,
  );
  return [...new Set([...missing, ...old])];
}

function rowsAt({ project }: Context, key: AssetKey, release: number): string {
  return relationAt(project.graph.asset(key), release);
}
