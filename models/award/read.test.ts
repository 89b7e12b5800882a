import { expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readCatalogue } from '../kpi/read.ts';
import { readAwards } from './read.ts';

const kpis = readCatalogue(builtInFiles('kpis'));
const plain = {
  ...{ key: 'own', name: { zh: '自有', en: 'Own' }, reason: { zh: '试', en: 'A trial' } },
  ...{ period: 'month', scope: 'team', measure: { kpi: 'net_sales' }, top: 1, owner: 'sales', version: 1 },
};
const file = (changes: object) => ({
  file: 'own.yaml',
  text: JSON.stringify({ ...plain, ...changes }),
});
const problemOf = (...changes: object[]) => {
  try {
    readAwards(changes.map(file), kpis);
  } catch (caught) {
    return String(caught instanceof Error ? caught.message : caught);
  }
  return 'none';
};

it('reads what comes with the product, among it the three awards of the articles', () => {
  const keys = readAwards(builtInFiles('awards'), kpis).map(({ declaration }) => declaration.key);
  expect(keys).toEqual(expect.arrayContaining(['best_sales_of_month', 'most_improved', 'data_talent']));
});

it.each([
  [
    { measure: { kpi: 'nothing' } },
    /measure\.kpi: there is no KPI nothing; people are ranked by: score, .*net_sales/,
  ],
  [{ measure: { kpi: 'cac' } }, /measure\.kpi: nobody is ranked by cac/],
  [{ period: 'year' }, /period: nobody is ranked by year yet/],
  [{ period: 'year', measure: { kpi: 'score' } }, /period: nobody is ranked by year yet/],
  [{ top: undefined }, /top, at_least or both/],
  [{ also: [{ kpi: 'nothing', at_least: 1 }] }, /also\.0\.kpi: there is no KPI nothing/],
  [{ also: [{ kpi: 'orders' }] }, /also\.0: expected at_least, at_most or both/],
  [{ prize: 100 }, /prize is not a known key/],
  [{ name: { zh: '自有' } }, /name\.en: expected a text/],
])('refuses %j', (changes, rule) => {
  expect(problemOf(changes)).toMatch(rule);
});

it('refuses a key twice', () => {
  expect(problemOf({}, {})).toMatch(/own is already declared in own\.yaml/);
});
