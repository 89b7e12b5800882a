import type { PeriodFacts } from '../../../appraisal/facts.ts';
import { grouped } from '../../../appraisal/grouping.ts';
import type { PlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { termsOf } from '../../../appraisal/plan-file/terms.ts';
import { validityOf } from '../../../appraisal/plan-in-force.ts';

/** The facts of a document by each plan of the company that is for somebody in it; a file's weights and curves stand in place of the document's. */
export function underPlans(facts: PeriodFacts, files: readonly PlanFile[]): readonly PeriodFacts[] {
  return [...grouped(files, ({ declaration }) => declaration.code).values()].flatMap((versions) => {
    const read = versions.map(({ declaration }) => ({ ...termsOf(declaration), declaration }));
    const inForce = read.find(({ plan }) => {
      const { from, until } = validityOf(plan);
      return from <= facts.period.from && facts.period.until <= until;
    });
    const current = inForce ?? read.at(-1);
    if (current === undefined) return [];
    const { roles } = current.declaration;
    const managerId = current.plan.manager?.employeeId;
    const employees = facts.employees.filter(
      ({ role, employeeId }) => roles === undefined || roles.includes(role) || employeeId === managerId,
    );
    if (employees.length === 0) return [];
    const own = read.flatMap(({ weightSets }) => weightSets);
    const weighed = new Set(own.map(({ role }) => role));
    const meant = new Set(employees.map(({ employeeId }) => employeeId));
    const others = new Set(facts.employees.map(({ employeeId }) => employeeId));
    return [
      {
        ...facts,
        ...{ employees, plans: read.map(({ plan }) => plan) },
        weightSets: [...facts.weightSets.filter(({ role }) => !weighed.has(role)), ...own],
        curves: { ...facts.curves, ...current.curves },
        // A target of somebody the document does not name stays, to be refused.
        targets: facts.targets.filter(({ employeeId }) => meant.has(employeeId) || !others.has(employeeId)),
      },
    ];
  });
}
