import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date32, i32, money, score, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martCommissionStatement = defineAsset({
  key: 'mart.commission_statement',
  description:
    'What one person is paid by one plan for one period: earned, capped, released by cash, topped up.',
  columns: {
    period_id: string,
    plan_id: string,
    plan_version: i32,
    as_of: date32.describe('Last business day that is seen'),
    employee_id: string,
    employee_name: string.isPersonal(),
    part: category.describe('rep: by own deals; manager: by the figures of the team'),
    target: money.orNull().describe('Of net sales, prorated and ramped; NULL: none'),
    net_sales: money.describe('Revenue credits, at the booking rate'),
    overlay_sales: money.describe('Overlay credits, beside net sales'),
    attainment_pct: score.orNull(),
    in_role_days: i32,
    final_score: score.orNull().describe('NULL: no KPI could be told'),
    coefficient: string.orNull().describe('As the plan writes it; NULL: nothing multiplies'),
    commission_earned: money,
    after_coefficient: money,
    after_cap: money,
    cap_withheld: money,
    released: money.describe('By what customers have paid'),
    held: money.describe('Earned, and released once customers pay'),
    draw_guarantee: money,
    draw_top_up: money,
    commission_payable: money,
    team_bonus: money,
    override: money.describe('Of a manager'),
    total_payable: money,
    published: string.describe('JSON: the statement as it is printed').isPersonal(),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'part'],
  inputs: { facts: all('mart.appraisal_facts') },
  compute: fn('commission_statement', 1),
  checks: [unique('period_id', 'plan_id', 'employee_id', 'part'), acceptedValues('part', ['rep', 'manager'])],
  scope: { employee: 'employee_id' },
});
