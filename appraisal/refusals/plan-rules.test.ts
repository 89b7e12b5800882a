import { describe, expect, it } from 'vitest';
import type { PeriodFacts, Plan } from '../facts.ts';
import { factsWith, plan, planned } from '../test-facts.ts';
import { findings } from './test-findings.ts';

const versions = (...changes: readonly Partial<Plan>[]) =>
  factsWith({ plans: changes.map((change, index) => ({ ...plan, version: index + 1, ...change })) });

describe('a plan is refused', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'when two tiers begin at the same bound',
      planned({
        tiers: [
          { from: '0', rate: '0.1' },
          { from: '0.8', rate: '0.2' },
          { from: '0.80', rate: '0.3' },
        ],
      }),
      ['plan[P v1].tiers: tiers_ascend'],
    ],
    [
      'when a tier begins below the one before it',
      planned({
        tiers: [
          { from: '0', rate: '0.1' },
          { from: '1', rate: '0.2' },
          { from: '0.8', rate: '0.3' },
        ],
      }),
      ['plan[P v1].tiers: tiers_ascend'],
    ],
    [
      'when the first tier leaves a hole',
      planned({ tiers: [{ from: '0.1', rate: '0.1' }] }),
      ['plan[P v1].tiers: tiers_ascend'],
    ],
    ['when it has no tier', planned({ tiers: [] }), ['plan[P v1].tiers: tiers_ascend']],
    [
      'when a rate is above 1 or a bound negative',
      planned({ tiers: [{ from: '-1', rate: '3' }] }),
      ['plan[P v1].tiers[0].from: not_negative', 'plan[P v1].tiers[0].rate: share'],
    ],
    [
      'when two bands begin at the same score',
      planned({
        coefficientBands: [
          { minScore: '60', coefficient: '1' },
          { minScore: '60.0', coefficient: '2' },
        ],
      }),
      ['plan[P v1].coefficient_bands: tiers_ascend'],
    ],
    ['when its cap is negative', planned({ cap: '-1' }), ['plan[P v1].cap: not_negative']],
    [
      'when it says what nobody can compute',
      planned({ tierMode: 'retroactive', base: 'margin', release: 'on_delivery' }),
      ['plan[P v1].base: supported', 'plan[P v1].tier_mode: supported', 'plan[P v1].release: supported'],
    ],
    [
      'when its bonus is shared in an unknown way',
      planned({ teamBonus: { minAttainment: '1', rate: '0.1', allocation: 'equal' } }),
      ['plan[P v1].team_bonus.allocation: supported'],
    ],
    [
      'when a draw is negative or for half a month',
      planned({ draws: [{ employeeId: 'N1', monthly: '-1', months: 0.5, recoverable: true }] }),
      ['plan[P v1].draws[N1].monthly: not_negative', 'plan[P v1].draws[N1].months: count'],
    ],
    [
      'when its manager is a stranger',
      planned({ manager: { employeeId: 'M9', overrideRate: '0.1' } }),
      ['plan[P v1].manager.emp_id: manager_in_team'],
    ],
    [
      'when time passes between two versions',
      versions({ until: '2026-05-01' }, { from: '2026-06-01' }),
      ['plan: plan_without_gap'],
    ],
    ['when it ends within the period', versions({ until: '2026-09-30' }), ['plan: plan_without_gap']],
    ['when there is none', versions(), ['plan: plan_without_gap']],
    [
      'when two versions hold on one day',
      versions({ until: '2026-06-02' }, { from: '2026-06-01' }),
      ['plan: versions_apart'],
    ],
    [
      'when a version begins inside the period',
      versions({ until: '2026-08-01' }, { from: '2026-08-01' }),
      ['plan: plan_without_gap'],
    ],
  ])('%s', (_, of, refused) => {
    expect(findings(of)).toEqual(refused);
  });

  it('but versions may follow each other and be open', () => {
    expect(
      findings(versions({ from: null, until: '2026-07-01' }, { from: '2026-07-01', until: null })),
    ).toEqual([]);
  });
});
