import { describe, expect, it } from 'vitest';
import type { PeriodFacts, Plan } from '../facts.ts';
import { factsWith, plan, planned } from '../test-facts.ts';
import { listed, refusalsOf } from './refusals-of.ts';

const versions = (...changes: readonly Partial<Plan>[]) =>
  factsWith({ plans: changes.map((change, index) => ({ ...plan, version: index + 1, ...change })) });

describe('refusals of a plan tell in full', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'what a plan may say',
      planned({
        base: 'margin',
        tierMode: 'retroactive',
        release: 'on_delivery',
        teamBonus: { minAttainment: '-1', rate: '2', allocation: 'equal' },
        manager: { employeeId: 'M9', overrideRate: '1.5' },
        minAttainment: '-0.1',
        cap: '-1',
        levels: [{ level: 2, overrideRate: '7' }],
        draws: [{ employeeId: 'N1', monthly: '-1', months: 0.5, recoverable: true }],
      }),
      [
        'plan[P v1].base: "margin" is not known; it can be net_sales. (supported)',
        'plan[P v1].tier_mode: "retroactive" is not known; it can be marginal. (supported)',
        'plan[P v1].release: "on_delivery" is not known; it can be per_deal_paid_fraction. (supported)',
        'plan[P v1].min_attainment: The number is negative. (not_negative)',
        'plan[P v1].cap: The number is negative. (not_negative)',
        'plan[P v1].draws[N1].monthly: The number is negative. (not_negative)',
        'plan[P v1].draws[N1].months: 0.5 is not a whole number from 0 on. (count)',
        'plan[P v1].team_bonus.min_attainment: The number is negative. (not_negative)',
        'plan[P v1].team_bonus.rate: 2 is not between 0 and 1. (share)',
        'plan[P v1].team_bonus.allocation: "equal" is not known; it can be score_x_days. (supported)',
        'plan[P v1].manager.override_rate: 1.5 is not between 0 and 1. (share)',
        'plan[P v1].overrides[level 2].rate: 7 is not between 0 and 1. (share)',
        'plan[P v1].manager.emp_id: M9 has no role in the team. (manager_in_team)',
      ],
    ],
    [
      'which numbers tiers and bands need, before they are put in order',
      planned({
        tiers: [
          { from: '0', rate: '0.1' },
          { from: 'a', rate: 'b' },
        ],
        coefficientBands: [
          { minScore: 'c', coefficient: '-1' },
          { minScore: 'c', coefficient: '1' },
        ],
      }),
      [
        'plan[P v1].tiers[1].from: "a" is not a decimal number such as 1234.56. (decimal)',
        'plan[P v1].tiers[1].rate: "b" is not a decimal number such as 1234.56. (decimal)',
        'plan[P v1].coefficient_bands[0].min_score: "c" is not a decimal number such as 1234.56. (decimal)',
        'plan[P v1].coefficient_bands[0].coef: The number is negative. (not_negative)',
        'plan[P v1].coefficient_bands[1].min_score: "c" is not a decimal number such as 1234.56. (decimal)',
      ],
    ],
    [
      'how tiers and bands have to lie',
      planned({
        tiers: [
          { from: '0.5', rate: '0.1' },
          { from: '0.2', rate: '0.1' },
        ],
        coefficientBands: [
          { minScore: '60', coefficient: '1' },
          { minScore: '60.0', coefficient: '2' },
        ],
      }),
      [
        'plan[P v1].tiers: The first tier has to begin at 0. (tiers_ascend)',
        'plan[P v1].tiers: Tiers overlap: each has to begin above the one before it. (tiers_ascend)',
        'plan[P v1].coefficient_bands: Bands overlap: two begin at the same score. (tiers_ascend)',
      ],
    ],
    [
      'on which day no version holds',
      versions({ until: '2026-05-01' }, { from: '2026-06-01' }),
      ['plan: No version holds on 2026-05-01. (plan_without_gap)'],
    ],
    [
      'a gap between versions once, also where it is inside the period',
      versions({ until: '2026-08-01' }, { from: '2026-08-02' }),
      ['plan: No version holds on 2026-08-01. (plan_without_gap)'],
    ],
    [
      'on which day of the period the versions have come to an end',
      versions({ until: '2026-08-01' }, { from: '2026-08-01', until: '2026-09-30' }),
      ['plan: No version holds on 2026-09-30. (plan_without_gap)'],
    ],
    [
      'on which day of the period the first version is not there yet',
      versions({ from: '2026-08-01' }),
      ['plan: No version holds on 2026-07-01. (plan_without_gap)'],
    ],
    [
      'of three versions the gap between the last two, beside what else is wrong',
      versions(
        { until: '2026-03-01', base: 'margin' },
        { from: '2026-03-01', until: '2026-04-01' },
        { from: '2026-05-01' },
      ),
      [
        'plan[P v1].base: "margin" is not known; it can be net_sales. (supported)',
        'plan: No version holds on 2026-04-01. (plan_without_gap)',
      ],
    ],
    [
      'of versions that overlap also where they end',
      versions({ until: '2026-06-02' }, { from: '2026-06-01', until: '2026-09-30' }),
      [
        'plan: Two of them hold on 2026-06-01; one has to end before the other begins. (versions_apart)',
        'plan: No version holds on 2026-09-30. (plan_without_gap)',
      ],
    ],
    [
      'which version begins inside the period',
      versions({ until: '2026-07-02' }, { from: '2026-07-02' }),
      [
        'plan: A version begins on 2026-07-02, inside the period; it has to begin with one. (plan_without_gap)',
      ],
    ],
    [
      'nothing of a version that begins with the period',
      versions({ from: '2026-07-01', until: '2026-10-01' }),
      [],
    ],
    [
      'nothing of a version that begins with the next one',
      versions({ until: '2026-10-01' }, { from: '2026-10-01' }),
      [],
    ],
    [
      'only of days, where a version ends before it begins',
      versions({ from: '2026-08-01', until: '2026-07-01' }),
      ['plan[P v1]: It ends before 2026-07-01, which is not after its first day 2026-08-01. (day)'],
    ],
  ])('%s', (_, of, lines) => {
    expect(refusalsOf(of).map((each) => listed([each]))).toEqual(lines);
  });
});
