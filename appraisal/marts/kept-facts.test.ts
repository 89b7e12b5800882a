import { expect, it } from 'vitest';
import { facts } from '../test-facts.ts';
import { keptFacts, readFacts } from './kept-facts.ts';

const plan = { periodId: '2026Q3', planId: 'P', facts };

it('keeps a row for each order and one for everything else, and reads them in whatever order they come', () => {
  const rows = [...keptFacts(plan)];
  expect(rows.map(({ order_no }) => order_no)).toEqual(['', ...facts.orders.map(({ orderNo }) => orderNo)]);
  expect(readFacts(rows)).toEqual([plan]);
  const [read] = readFacts(rows.toReversed());
  expect(new Set(read?.facts.orders)).toEqual(new Set(facts.orders));
});

it('says whose an order is', () => {
  const [order] = facts.orders;
  const [, row] = keptFacts(plan);
  expect(row?.employees).toEqual(order?.credits.map(({ employeeId }) => employeeId));
});

it('reads what was locked with the orders in one row', () => {
  const row = { period_id: '2026Q3', plan_id: 'P', order_no: '', facts: JSON.stringify(facts) };
  expect(readFacts([row])).toEqual([plan]);
});

it('knows nothing of a plan of which only orders are there', () => {
  expect(readFacts([...keptFacts(plan)].slice(1))).toEqual([]);
});
