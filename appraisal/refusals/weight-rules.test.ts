import { describe, expect, it } from 'vitest';
import type { PeriodFacts, WeightSet } from '../facts.ts';
import { facts, factsWith } from '../test-facts.ts';
import { findings } from './test-findings.ts';

const weightSet = (changes: Partial<WeightSet>): WeightSet[] => [
  ...facts.weightSets.filter(({ role }) => role !== 'NEW'),
  { role: 'NEW', version: 2, from: '2020-01-01', until: '2100-01-01', weights: { sales: '1' }, ...changes },
];
const weighed = (...sets: readonly Partial<WeightSet>[]) =>
  factsWith({
    weightSets: [...weightSet({}).slice(0, -1), ...sets.flatMap((set) => weightSet(set).slice(-1))],
  });

describe('weights are refused', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'when they do not add up to 1',
      weighed({ weights: { sales: '0.6', csat: '0.3' } }),
      ['weight_sets[NEW v2].weights: weights_add_up'],
    ],
    [
      'when one is negative although they add up',
      weighed({ weights: { sales: '1.2', csat: '-0.2' } }),
      ['weight_sets[NEW v2].weights.sales: share', 'weight_sets[NEW v2].weights.csat: share'],
    ],
    [
      'when one is no number',
      weighed({ weights: { sales: '60%' } }),
      ['weight_sets[NEW v2].weights.sales: decimal'],
    ],
    [
      'when nothing measures the KPI and no curve scores it',
      weighed({ weights: { charm: '1' } }),
      ['weight_sets[NEW v2].weights.charm: kpi_known', 'weight_sets[NEW v2].weights.charm: curve_present'],
    ],
    [
      'when two versions hold on one day',
      weighed({ until: '2026-09-16' }, { version: 3, from: '2026-09-15' }),
      ['weight_sets[NEW]: versions_apart'],
    ],
    [
      'when a day in role has none',
      weighed({ until: '2026-09-15' }, { version: 3, from: '2026-09-16' }),
      ['weight_sets[NEW]: weights_without_gap'],
    ],
    ['when a date does not exist', weighed({ until: '2026-02-30' }), ['weight_sets[NEW v2]: day']],
    ['when they end before they begin', weighed({ until: '2020-01-01' }), ['weight_sets[NEW v2]: day']],
  ])('%s', (_, of, refused) => {
    expect(findings(of)).toEqual(refused);
  });

  it('but a gap outside the days in role is none', () => {
    expect(findings(weighed({ from: '2026-09-01', until: '2026-10-01' }))).toEqual([]);
  });

  it('but a manager whom no plan pays needs none', () => {
    const sets = facts.weightSets.filter(({ role }) => role !== 'MGR');
    expect(findings(factsWith({ weightSets: sets }))).toEqual(['weight_sets[MGR]: weights_without_gap']);
    const plans = facts.plans.map((plan) => ({ ...plan, manager: null }));
    expect(findings(factsWith({ weightSets: sets, plans }))).toEqual([]);
  });

  it('but a weight of 0 is one, and so is all the weight on one KPI', () => {
    expect(findings(weighed({ weights: { sales: '1.0', csat: '0' } }))).toEqual([]);
  });
});
