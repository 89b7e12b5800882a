import type { ActiveRule } from './settings.ts';

/** Changes with the rows a suspicion rests on. */
export const evidenceHash = "lower(hex(sipHash64(arrayStringConcat(evidence, '\\n'))))";

/** What the given rules find, in the columns that every suspicion has. */
export function foundBy(rules: readonly ActiveRule[]): string {
  return rules.map(foundByOne).join('\nUNION ALL\n');
}

function foundByOne({ rule, holds, limits }: ActiveRule): string {
  return `SELECT
    '${rule.name}' AS rule,
    ${rule.version} AS rule_version,
    '${rule.subject}' AS subject_kind,
    ${holds} AS holds,
    toString(subject_id) AS subject_id,
    concerns,
    toString(employee_id) AS employee_id,
    toString(customer_id) AS customer_id,
    toDate(business_date) AS business_date,
    toDecimal128(amount, 12) AS amount,
    toDecimal128(score, 12) AS score,
    toDecimal128(threshold, 12) AS threshold,
    evidence,
    ${evidenceHash} AS evidence_hash,
    explanation,
    explanation_zh
FROM (
${rule.select((name) => limits[name] ?? '')}
)`;
}
