import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import {
  baseMoney,
  bool,
  category,
  clickhouseType,
  date,
  date32,
  i32,
  ratio,
  string,
  strings,
} from '../kit/column.ts';
import { all } from '../kit/mapping.ts';
import { foundBy } from '../quality/found.ts';
import type { ActiveRule } from '../quality/settings.ts';

const columns = {
  suspicion_id: string.describe(
    'Rule and subject: the same at every run',
    '疑点编号：规则与对象，每次运行一致',
  ),
  rule: category.describe('Rule that speaks', '触发的规则'),
  rule_version: i32.describe('Version of the rule', '规则版本').isAttribute(),
  subject_kind: category.describe(
    'order, activity, employee',
    '对象类别：order 订单、activity 跟进、employee 员工',
  ),
  subject_id: string.describe('What the rule speaks of', '规则所指的对象'),
  concerns: strings.describe(
    'Orders or follow-ups whose credit is held while it is held',
    '被暂停计入的订单或跟进编号',
  ),
  employee_id: string.describe('`unassigned` where nobody is credited', '相关员工；无人归属为 `unassigned`'),
  customer_id: string.describe('Empty where it is about no customer', '相关客户；无则为空'),
  business_date: date.describe('Day of the newest thing that is suspected', '最新可疑事项的日期'),
  amount: baseMoney.describe(
    'What is at stake, at the booking rate; 0 for follow-ups',
    '涉及金额，按下单日汇率；跟进为 0',
  ),
  score: ratio.describe(
    'What the rule measured, in its own unit: the more, the more suspect, and never below the threshold',
    '规则测得的值，单位因规则而异；越大越可疑，且不低于阈值',
  ),
  threshold: ratio.describe(
    'What it was compared with: suspect from it on, or above it, as the rule says',
    '比较所用的阈值；按规则，达到或高于阈值即为疑点',
  ),
  evidence: strings.describe('Rows of the sources it rests on', '所依据的来源记录'),
  evidence_hash: string.describe('Changes with the evidence', '证据散列，随证据变化'),
  explanation: string.describe('Why, in English', '英文说明'),
  explanation_zh: string.describe('Why, in Chinese', '中文说明'),
  state: category.describe(
    'open, cleared, confirmed; what was cleared is open again when the evidence changes',
    'open 待查、cleared 已澄清、confirmed 已确认；证据变化后，已澄清者重新待查',
  ),
  is_held: bool.describe(
    'Credit of all it concerns is held: confirmed, or open where the rule holds',
    '所涉全部记录是否暂停计入：已确认，或待查且规则要求暂停',
  ),
  decided_by: string.orNull().describe('Who decided', '裁定人').isPersonal(),
  decided_on: date32.orNull().describe('Day of the decision', '裁定日'),
  decision_reason: string.orNull().describe('Why it was decided so', '裁定理由').isPersonal(),
};

/** fct.suspicion: what the rules that are on have found, and what was decided about it. */
export function fctSuspicion(rules: readonly ActiveRule[]): Asset {
  return defineAsset({
    key: 'fct.suspicion',
    description:
      'One trace of falsified performance: never a verdict, and open until somebody who is not concerned decides.',
    descriptionZh: '一条业绩造假的疑点：并非结论，在无利害关系的人员裁定之前保持待查。',
    columns,
    partitions: monthly('business_date'),
    orderBy: ['business_date', 'rule', 'subject_id'],
    inputs: {
      ...Object.assign({}, ...rules.map(({ rule }) => rule.inputs)),
      decision: all('stg.suspicion_decision'),
    },
    compute: { kind: 'text', sql: selectOf(rules), origin: 'models/fct/suspicion.ts' },
    checks: [unique('suspicion_id'), acceptedValues('state', ['open', 'cleared', 'confirmed'])],
    scope: { employee: 'employee_id' },
  });
}

function selectOf(rules: readonly ActiveRule[]): string {
  if (rules.length === 0) return emptySql();
  return `WITH found AS (
${foundBy(rules)}
)
SELECT
    concat(found.rule, ':', found.subject_id) AS suspicion_id,
    found.* EXCEPT (holds),
    multiIf(
        said.state = 'confirmed', 'confirmed',
        said.state = 'cleared' AND said.evidence_hash = found.evidence_hash, 'cleared',
        'open'
    ) AS state,
    -- As fct.order_hold and fct.activity_hold have it: those of a rule that only lists hold what was decided on, and no more.
    found.subject_kind != 'employee'
        AND multiIf(state = 'cleared', false, found.holds, true, state = 'confirmed' AND hasAll(said.concerns, found.concerns)) AS is_held,
    if(state = 'open', NULL, said.decided_by) AS decided_by,
    if(state = 'open', NULL, said.decided_on) AS decided_on,
    if(state = 'open', NULL, said.reason) AS decision_reason
FROM found
LEFT JOIN decision AS said ON said.suspicion_id = concat(found.rule, ':', found.subject_id)`;
}

function emptySql(): string {
  const typed = Object.entries(columns).map(
    ([name, column]) => `defaultValueOfTypeName('${clickhouseType(column)}') AS ${name}`,
  );
  return `SELECT ${typed.join(', ')}\nFROM decision\nWHERE 0`;
}
