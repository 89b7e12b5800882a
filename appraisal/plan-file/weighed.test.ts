import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Unweighable, Weighing } from '../../models/kpi/weighing.ts';
import { company as bare } from './company.fixture.ts';
import type { PlanCompany } from './company.ts';
import { checkedPlanFile } from './read.ts';
import { planWarnings } from './warnings.ts';
import { catalogueKpisOf } from './weighed.ts';

const known: Readonly<Record<string, Weighing | Unweighable>> = {
  within_sla: { version: 1, form: 'ratio', direction: 'higher', unit: 'percent' },
  collection_days: { version: 1, form: 'ratio', direction: 'lower', unit: 'days' },
  collected: { version: 1, form: 'sum', direction: 'higher', unit: 'money' },
  visits: { version: 1, form: 'sum', direction: 'higher', unit: 'count' },
  retention: { why: 'is told by month, not by day' },
  attainment: { why: 'is told by month, not by day' },
};
const company: PlanCompany = {
  ...bare,
  declared: (kpi) => {
    const weighing = known[kpi];
    return weighing && { perspective: 'process', weighing };
  },
};
const line = () => ({ type: 'linear' });
const points = (...scores: readonly (readonly [number, number])[]) => ({ type: 'points', points: scores });

function file(kpi: string, curve: object = line()) {
  const text = stringify({
    ...{ code: 'CAT', roles: ['AE'], from: '2026-01-01' },
    weights: [{ kpis: { sales: '0.6', [kpi]: '0.4' } }],
    curves: { sales: line(), [kpi]: curve },
    commission: { tiers: [{ from: '0', rate: '0.01' }] },
  });
  return checkedPlanFile({ file: 'cat.yaml', text }, company);
}

it('takes a KPI of the catalogue that adds up by day and person', () => {
  expect(catalogueKpisOf(file('within_sla').declaration)).toEqual(['within_sla']);
  expect(catalogueKpisOf(file('csat').declaration)).toEqual([]);
});

it('takes a scorecard of eight KPIs', () => {
  const eight = [
    'sales',
    'csat',
    'collection',
    'followup',
    'new_customers',
    'within_sla',
    'collected',
    'visits',
  ];
  const text = stringify({
    ...{ code: 'WIDE', roles: ['AE'], from: '2026-01-01' },
    weights: [{ kpis: Object.fromEntries(eight.map((kpi) => [kpi, '0.125'])) }],
    commission: { tiers: [{ from: '0', rate: '0.01' }] },
  });
  const { declaration } = checkedPlanFile({ file: 'wide.yaml', text }, company);
  expect(planWarnings(declaration)).toHaveLength(1);
});

it.each([
  ['charm', 'No KPI called charm is measured.'],
  ['retention', 'No scorecard weighs retention: it is told by month, not by day.'],
  ['attainment', 'Scorecards weigh attainment as sales.'],
])('refuses %s and says why', (kpi, why) => {
  expect(() => file(kpi)).toThrow(expect.objectContaining({ message: expect.stringContaining(why) }));
});

it('takes, where less is better, only points whose scores never rise', () => {
  expect(() => file('collection_days', points([30, 100], [60, 100], [90, 0]))).not.toThrow();
  expect(() => file('collection_days', points([90, 0], [30, 100]))).not.toThrow();
  const steps = { type: 'step', steps: [{ min: 30, score: 100 }] };
  for (const rising of [line(), steps, points([30, 0], [60, 100]), points([30, 100], [60, 0], [90, 1])])
    expect(() => file('collection_days', rising)).toThrow(/curves\.collection_days: .*\(curve_direction\)/);
});
