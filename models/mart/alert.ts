import { alertsSql } from '../alert/compile.ts';
import type { AlertRule } from '../alert/rule.ts';
import { type Asset, defineAsset, publishedBy, unpartitioned } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { bool, category, date, string, u32 } from '../kit/column.ts';
import { nameOf } from '../kit/key.ts';
import { all } from '../kit/mapping.ts';

/** mart.alert: what the rules of alerts find in the data as it stands. Since when, and whether people know, is in the ledger. */
export function martAlert(rules: readonly AlertRule[]): Asset {
  return defineAsset({
    key: 'mart.alert',
    description:
      'What one rule finds about one thing in the data as it stands now: a late payment, a forgotten customer, an abnormal figure. `yardstick alerts list` shows since when.',
    descriptionZh:
      '一条预警规则对一个对象在当前数据中的发现：逾期回款、久未跟进的客户、异常指标等。起始时间见 `yardstick alerts list`。',
    columns: {
      rule: category.describe('Key of the rule', '规则代码'),
      rule_version: u32.isAttribute().describe('Version of its declaration', '规则声明的版本'),
      severity: category.describe(
        'reminder, warning, critical',
        '级别：reminder 提醒、warning 预警、critical 严重',
      ),
      subject: string.describe(
        'What it is about: number of an invoice, customer, opportunity or employee',
        '对象：发票、客户、商机或员工的编号',
      ),
      employee_id: string.describe('Whose it is; empty: nobody’s', '所属员工；空：无'),
      employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
      team_id: string.describe('Present team of that person', '该员工现所在团队'),
      region: string.describe('Name of the sales region', '大区名称'),
      manager_id: string.describe('Employee number of the superior', '上级的员工编号'),
      since: date.orNull().describe('Since when, where the data tells', '起始日；数据未提供则为 NULL'),
      escalated: bool.describe('Superiors should know', '是否应通知上级'),
      evidence: string.describe('JSON: the values it rests on, by name', 'JSON：所依据的数值'),
    },
    partitions: unpartitioned(),
    orderBy: ['rule', 'subject'],
    inputs: {
      ...factInputs(rules),
      day_figure: all('mart.kpi_daily'),
      month_figure: all('mart.kpi_monthly'),
      calendar: all('dim.date'),
      employee: all('dim.employee'),
      order_credit: all('fct.order_credit'),
      ...(rules.some(({ of }) => of.kind === 'score') ? scoreInputs : {}),
    },
    compute: { kind: 'text', sql: alertsSql(rules), origin: 'models/alert/compile.ts' },
    checks: [unique('rule', 'subject'), acceptedValues('severity', ['reminder', 'warning', 'critical'])],
    freshness: publishedBy('06:30'),
    scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
  });
}

const scoreInputs = {
  statement: all('mart.commission_statement'),
  appraised: all('dim.appraisal_period'),
} as const;

function factInputs(rules: readonly AlertRule[]) {
  const facts = rules.flatMap(({ of }) => (of.kind === 'rows' ? [of.fact] : []));
  const keys = facts.flatMap(({ asset, lookups = [] }) => [
    asset.key,
    ...lookups.map((lookup) => lookup.asset.key),
  ]);
  return Object.fromEntries(keys.map((key) => [nameOf(key), all(key)]));
}
