import { dialectOf, lookupJoin } from '../kpi/compile/rows.ts';
import { type Expression, namesIn } from '../kpi/expression/expression.ts';
import { parseExpression } from '../kpi/expression/parse.ts';
import { renderExpression, textLiteral } from '../kpi/expression/render.ts';
import { factName, type KpiFact } from '../kpi/fact.ts';
import { kpiTestSql } from './kpi-test.ts';
import type { AlertRule, RowsRule } from './rule.ts';
import { scoreTestSql } from './score-test.ts';

/** The SELECT of mart.alert: what every rule finds in the data as it stands. */
export function alertsSql(rules: readonly AlertRule[]): string {
  const found = rules.length === 0 ? [nothingSql] : rules.map(findingsSql);
  return `WITH
    current AS (
        SELECT employee_id, name, toString(role) AS role, team_id, region, coalesce(manager_id, '') AS manager_id, hire_date, leave_date
        FROM employee
        WHERE is_current AND employee_id != 'unassigned'
    ),
    found AS (
${found.join('\nUNION ALL\n')}
    )
SELECT
    found.rule AS rule,
    found.rule_version AS rule_version,
    found.severity AS severity,
    found.subject AS subject,
    found.employee AS employee_id,
    current.name AS employee_name,
    current.team_id AS team_id,
    current.region AS region,
    current.manager_id AS manager_id,
    found.since AS since,
    found.escalated AS escalated,
    found.evidence AS evidence
FROM found
LEFT JOIN current ON current.employee_id = found.employee
LIMIT 1 BY rule, subject`;
}

const nothingSql = `SELECT '' AS rule, 0 AS rule_version, '' AS severity, '' AS subject, '' AS employee,
    CAST(NULL, 'Nullable(Date)') AS since, false AS escalated, '' AS evidence
WHERE 0`;

function findingsSql(rule: AlertRule): string {
  const { key, version, severity } = rule.declaration;
  const head = `${textLiteral(key)} AS rule, ${version} AS rule_version, '${severity}' AS severity`;
  return `SELECT ${head}, subject, employee, since, escalated, evidence
FROM (
${foundSql(rule.of)}
)`;
}

function foundSql(of: AlertRule['of']): string {
  if (of.kind === 'rows') return rowsSql(of);
  return of.kind === 'kpi' ? kpiTestSql(of) : scoreTestSql(of);
}

/** Of a state that is told month by month only the newest counts. */
function rowsSql({ fact, where, subject, since, escalate, evidence }: RowsRule): string {
  const dialect = dialectOf(fact);
  const render = (expression: Expression) => renderExpression(expression, dialect);
  const values = evidence.flatMap((column) => [
    textLiteral(column),
    `ifNull(toString(${dialect.name(column)}), '')`,
  ]);
  const only = fact.only === undefined ? [] : [render(parseExpression(fact.only))];
  const asked = [where, subject, since, escalate].flatMap((each) =>
    each === undefined ? [] : namesIn(each),
  );
  const needed = (fact.lookups ?? []).filter(({ name }) => asked.includes(name) || evidence.includes(name));
  return `SELECT
    toString(${render(subject)}) AS subject,
    ${employeeSql(fact)} AS employee,
    ${since === undefined ? "CAST(NULL, 'Nullable(Date)')" : `CAST(${render(since)}, 'Nullable(Date)')`} AS since,
    ${escalate === undefined ? 'false' : `ifNull(${render(escalate)}, false)`} AS escalated,
    toJSONString(map(${values.join(', ')})) AS evidence
${[`FROM ${factName(fact)} AS fact`, ...creditJoin(fact), ...needed.map(lookupJoin)].join('\n')}
WHERE ${[...only, ...newestState(fact), `ifNull(${render(where)}, false)`].join('\n    AND ')}`;
}

function employeeSql({ employees }: KpiFact): string {
  if (employees === undefined) return "''";
  return employees.kind === 'credit' ? 'credit.employee_id' : `fact.\`${employees.column}\``;
}

/** An order’s matter is that of the person with the largest share. */
function creditJoin({ employees }: KpiFact): readonly string[] {
  if (employees?.kind !== 'credit') return [];
  const owners =
    "SELECT order_no, employee_id, business_date AS booked_on FROM order_credit WHERE kind = 'revenue' AND is_primary";
  return [`LEFT JOIN (${owners}) AS credit ON credit.order_no = fact.\`${employees.order}\``];
}

function newestState(fact: KpiFact): readonly string[] {
  if (fact.snapshot === undefined) return [];
  const at = fact.snapshot.kind === 'newest' ? fact.snapshot.at : fact.date;
  return [`fact.\`${at}\` = (SELECT max(\`${at}\`) FROM ${factName(fact)})`];
}
