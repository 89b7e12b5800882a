import type { Plan } from '../../../appraisal/facts.ts';
import { grouped } from '../../../appraisal/grouping.ts';
import { currentOf, isMember, isPaid, type PlanScope } from '../../../appraisal/marts/plan-in-period.ts';
import type { PlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { type PlanTerms, termsOf } from '../../../appraisal/plan-file/terms.ts';
import type { DocumentFacts } from './rules-of.ts';

/** A version of a plan: what it pays by, when and for whom. */
interface Version extends PlanTerms, PlanScope {}

/**
 * The facts of a document by each plan that a run will appraise its period by: its own, and those of the files that have to do with the period and
 * are for somebody in it. A file's weights and curves stand in place of the document's. Of units only the document's teams are known here: a
 * plan for one above them is judged by the run.
 */
export function underPlans(facts: DocumentFacts, files: readonly PlanFile[]): readonly DocumentFacts[] {
  const units = [...new Set(facts.employees.map(({ teamId }) => teamId))].map((team) => ({
    ...{ org_id: team, path: [team] },
  }));
  const period = { period_start: facts.period.from, period_end: facts.period.until, source: 'document' };
  return [...grouped(versionsOf(facts, files), ({ plan }) => plan.planId).values()].flatMap((versions) => {
    const current = currentOf(versions, period);
    if (current === undefined || !isPaid(versions, current, period)) return [];
    const isOfPlan = isMember(units, current);
    const employees = facts.employees.filter(({ employeeId, teamId, role }) =>
      isOfPlan({ employee_id: employeeId, team_id: teamId, role }),
    );
    return employees.length === 0 ? [] : [byPlan(facts, { versions, current, employees })];
  });
}

function byPlan(
  facts: DocumentFacts,
  {
    versions,
    current,
    employees,
  }: {
    readonly versions: readonly Version[];
    readonly current: Version;
    readonly employees: DocumentFacts['employees'];
  },
): DocumentFacts {
  const own = versions.flatMap(({ weightSets }) => weightSets);
  const weighed = new Set(own.map(({ role }) => role));
  const meant = new Set(employees.map(({ employeeId }) => employeeId));
  const others = new Set(facts.employees.map(({ employeeId }) => employeeId));
  return {
    ...facts,
    ...{ employees, plans: versions.map(({ plan }) => plan) },
    weightSets: [...facts.weightSets.filter(({ role }) => !weighed.has(role)), ...own],
    curves: { ...facts.curves, ...current.curves },
    // A target of somebody the document does not name stays, to be refused.
    targets: facts.targets.filter(({ employeeId }) => meant.has(employeeId) || !others.has(employeeId)),
  };
}

/** The document's plan, where no file holds the same version of it, and those of the files. */
function versionsOf(facts: DocumentFacts, files: readonly PlanFile[]): readonly Version[] {
  const filed = files.map(({ declaration }) => {
    const { payout = null, unit = null, roles = [] } = declaration;
    const terms = termsOf(declaration);
    return { ...terms, ...scopeOf(terms.plan), payout, org_id: unit, roles };
  });
  const isFiled = ({ planId, version }: Plan) =>
    filed.some(({ plan }) => plan.planId === planId && plan.version === version);
  const told = facts.plans.filter((plan) => !isFiled(plan)).map((plan) => ({ plan, ...scopeOf(plan) }));
  return [...told.map((version) => ({ ...version, weightSets: [], curves: {} })), ...filed];
}

function scopeOf({ version, from, until, manager }: Plan): PlanScope {
  return {
    ...{ version, valid_from: from, valid_to: until, payout: null, org_id: null, roles: [] },
    manager_id: manager?.employeeId ?? null,
  };
}
