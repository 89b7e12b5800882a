/** SQL of the newest day anything was sold or followed up: what the company knows of today. */
export const newest = "(SELECT max(day) FROM day_figure WHERE kpi IN ('net_sales', 'follow_ups'))";

/** SQL of a condition: still there, and there for the whole of what is compared. */
export function serving(since: string): string {
  return `employee_id IN (SELECT employee_id FROM current WHERE (leave_date IS NULL OR leave_date >= ${newest}) AND (hire_date IS NULL OR hire_date <= ${since}))`;
}
