import { expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readCatalogue } from '../kpi/read.ts';
import { readAlertRules } from './read.ts';

const kpis = readCatalogue(builtInFiles('kpis'));
const rows = {
  fact: 'receivable',
  where: 'overdue_days >= 1',
  subject: 'invoice_no',
  evidence: ['overdue_days'],
};
const kpi = { key: 'net_sales', test: 'weeks', sample: 12, at_most: -0.6 };
const plain = {
  ...{ key: 'own', name: { zh: '自有', en: 'Own' }, text: { zh: '{subject}', en: '{subject}' } },
  ...{ severity: 'warning', owner: 'sales', version: 1 },
};
const problemOf = (...rules: object[]) => {
  try {
    readAlertRules(
      rules.map((rule) => ({ file: 'own.yaml', text: JSON.stringify({ ...plain, ...rule }) })),
      kpis,
    );
  } catch (caught) {
    return String(caught instanceof Error ? caught.message : caught);
  }
  return 'none';
};

it('reads what comes with the product', () => {
  const keys = readAlertRules(builtInFiles('alerts'), kpis).map(({ declaration }) => declaration.key);
  expect(keys).toEqual(expect.arrayContaining(['collection_late', 'follow_up_overdue', 'approval_slow']));
});

it.each([
  [{}, /rows, kpi or score, one of them/],
  [{ rows, kpi }, /rows, kpi or score, one of them/],
  [{ rows: { ...rows, fact: 'nothing' } }, /rows\.fact: there is no fact nothing/],
  [{ rows: { ...rows, where: 'overdue_days' } }, /rows\.where: the expression is a number, expected a truth/],
  [{ rows: { ...rows, where: 'overdue_weeks > 1' } }, /rows\.where: the expression names overdue_weeks/],
  [{ rows: { ...rows, since: 'invoice_no' } }, /rows\.since: the expression is a text, expected a day/],
  [{ rows: { ...rows, evidence: ['colour'] } }, /rows\.evidence\.0: receivable has no colour/],
  [
    { rows, text: { zh: '{days}', en: 'x' } },
    /text\.zh: names \{days\}, which is not one of: employee, subject/,
  ],
  [
    { rows, text_where_empty: { zh: '空', en: '{days}' } },
    /text_where_empty\.en: names \{days\}, which is not one of: employee, subject/,
  ],
  [{ kpi: { ...kpi, key: 'nothing' } }, /kpi\.key: there is no KPI nothing/],
  [{ kpi: { ...kpi, key: 'attainment' } }, /kpi\.test: attainment is not computed by day/],
  [{ kpi: { ...kpi, key: 'conversion' } }, /kpi\.test: conversion does not add up over days/],
  [{ kpi: { ...kpi, at_most: 0.5 } }, /kpi\.at_most: expected a number below 0/],
  [{ kpi: { ...kpi, test: 'run_rate' } }, /kpi\.test: net_sales has no target/],
])('refuses %j', (changes, rule) => {
  expect(problemOf(changes)).toMatch(rule);
});

it('refuses a key twice', () => {
  expect(problemOf({ rows }, { rows })).toMatch(/own is already declared/);
});
