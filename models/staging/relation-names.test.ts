import { expect, it } from 'vitest';
import { relationNames, takesEveryRow } from './relation-names.ts';

it('finds what follows FROM and JOIN, quoted or not, once each', () => {
  const sql =
    'SELECT 1 FROM sales_order AS o LEFT JOIN `Order` c ON 1 JOIN "a-b" USING x JOIN sales_order s ON 1';
  expect(relationNames(sql)).toEqual(['sales_order', 'Order', 'a-b']);
});

it('leaves out own CTEs, subqueries, table functions, array joins and comparisons', () => {
  const sql = `WITH paid AS (SELECT 1 FROM receipt), due AS (SELECT 2 FROM (SELECT 3 FROM invoice))
    SELECT * FROM paid JOIN due ON 1 ARRAY JOIN tags AS tag JOIN numbers(3) ON a IS DISTINCT FROM b`;
  expect(relationNames(sql)).toEqual(['receipt', 'invoice']);
});

it('reads neither comments nor texts', () => {
  expect(relationNames("-- FROM nowhere\nSELECT 'FROM text' /* JOIN x */ FROM here")).toEqual(['here']);
});

it.each([
  ['SELECT a FROM refund WHERE NOT _deleted', true],
  ['-- all of them\nSELECT a FROM `Order` AS o WHERE NOT o._deleted;\n', true],
  ['SELECT a FROM refund', true],
  ["SELECT a FROM refund WHERE NOT _deleted AND status != 'draft'", false],
  ['SELECT arrayJoin(tags) FROM refund WHERE NOT _deleted', false],
  ['SELECT a FROM refund JOIN refund AS other ON 1 WHERE NOT _deleted', false],
  ['SELECT sum(a) FROM refund GROUP BY b', false],
  ['WITH x AS (SELECT a FROM refund LIMIT 1) SELECT a FROM x', false],
])('knows whether a SELECT takes every living row: %s', (sql, every) => {
  expect(takesEveryRow(sql)).toBe(every);
});
