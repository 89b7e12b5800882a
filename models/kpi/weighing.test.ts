import { expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { martAppraisalKpi } from '../mart/appraisal-kpi.ts';
import { readCatalogue } from './read.ts';
import { isWeighable, weighingOf } from './weighing.ts';

const catalogue = readCatalogue(builtInFiles('kpis'));
const weighing = new Map(catalogue.map((kpi) => [kpi.declaration.key, weighingOf(kpi)]));

it('can weigh what adds up by day and person, and by nothing but its own time', () => {
  const weighable = [...weighing].flatMap(([key, of]) => (isWeighable(of) ? [`${key} ${of.form}`] : []));
  expect(weighable.toSorted()).toEqual([
    ...['collected sum', 'collection_days ratio', 'conversion ratio', 'daily_contacts ratio'],
    ...['follow_ups sum', 'innovation ratio', 'net_sales sum', 'new_customers sum', 'new_partners sum'],
    ...['on_time_delivery ratio', 'order_completion ratio', 'stage_conversion ratio', 'teamwork ratio'],
    'within_sla ratio',
  ]);
});

it('is computed for periods of any length: facts of all months are read', () => {
  const declared = catalogue.filter(({ declaration }) => declaration.key === 'collection_days');
  const { inputs } = martAppraisalKpi(declared);
  expect(Object.entries(inputs).map(([alias, { kind }]) => `${alias} ${kind}`)).toEqual([
    ...['period sameMonth', 'payment all', 'month_credit all', 'customer_survivor all'],
  ]);
});

it.each([
  ['market_share', 'is not told by person'],
  ['customer_concentration', 'is neither better high nor low'],
  ['csat', 'needs a least number of rows, which a scorecard does not ask for'],
  ['response_time', 'does not add up: it counts distinct things, ranks them or shows a state'],
  ['growth_yoy', 'compares with another time'],
])('says of %s that it %s', (key, why) => {
  expect(weighing.get(key)).toEqual({ why });
});

it('keeps which way is better', () => {
  expect(weighing.get('collection_days')).toMatchObject({ direction: 'lower', form: 'ratio', version: 1 });
  expect(weighing.get('collected')).toMatchObject({ direction: 'higher', unit: 'money' });
});
