import { expect, it } from 'vitest';
import { shownOf } from './own-statement.ts';
import { peopleTable } from './statement.ts';
import { statementWords } from './wording.ts';

const own = [
  { plan_id: 'A', part: 'rep' },
  { plan_id: 'A', part: 'manager' },
  { plan_id: 'B', part: 'rep' },
];

it('is the whole statement only where every plan of the person is shown', () => {
  expect(shownOf(own, undefined)).toEqual({ rows: own, isWhole: true });
  expect(shownOf(own, 'A')).toEqual({ rows: own.slice(0, 2), isWhole: false });
  expect(shownOf(own.slice(2), 'B')).toEqual({ rows: own.slice(2), isWhole: true });
  expect(shownOf(own, 'C')).toEqual({ rows: [], isWhole: false });
});

it('is said in the language of the company', () => {
  const row = {
    ...{
      period_id: '2026Q3',
      plan_id: 'A',
      employee_id: 'E7',
      employee_name: '唐强',
      part: 'manager' as const,
    },
    ...{
      net_sales: '1200',
      sales_under_review: '0',
      attainment_pct: null,
      final_score: null,
      coefficient: null,
    },
    ...{ after_cap: '60', released: '50', held: '10', draw_top_up: '0', team_bonus: '0', override: '5' },
    ...{ total_payable: '55', published: '{}' },
  };
  const [titles, person] = peopleTable([row], 'zh').split('\n');
  expect(titles).toMatch(/员工 +身份 +销售额 .*应付合计/);
  expect(person).toMatch(/^E7 唐强 +经理 +1200\.00 .* 55\.00$/);
  expect(statementWords.zh.titles).toHaveLength(statementWords.en.titles.length);
});
