import { describe, expect, it } from 'vitest';
import { facts, factsWith, plan, planned } from '../test-facts.ts';
import { sumsBy, whatIf } from './cost.ts';
import { otherRules, underRules } from './other-rules.ts';

const under = (rules: object, of = facts) => underRules(of, otherRules.parse(rules));
const refusal = (rules: object) => {
  const parsed = otherRules.safeParse(rules);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const period = { periodId: '2026Q3', planId: 'P', facts };

describe('other rules', () => {
  it('that say nothing change nothing', () => {
    expect(under({})).toEqual(facts);
  });

  it('stand in place of what they name in every version of the plan, and of nothing else', () => {
    const versions = factsWith({ plans: [plan, { ...plan, version: 2, cap: null }] });
    const changed = under(
      {
        plan: {
          tiers: [{ from: '0', rate: '0.06' }],
          ...{ min_attainment: '0.9', cap: '5', release: null, manager_override_rate: '0.5' },
          coefficient_bands: [{ min_score: '50', coef: '0.7' }],
          team_bonus: { min_attainment: '0.1', rate: '0.2', allocation: 'score_x_days' },
        },
      },
      versions,
    );
    const given = {
      tiers: [{ from: '0', rate: '0.06' }],
      ...{ minAttainment: '0.9', cap: '5', release: null },
      coefficientBands: [{ minScore: '50', coefficient: '0.7' }],
      teamBonus: { minAttainment: '0.1', rate: '0.2', allocation: 'score_x_days' },
      manager: { employeeId: 'M1', overrideRate: '0.5' },
    };
    expect(changed).toEqual({ ...versions, plans: versions.plans.map((each) => ({ ...each, ...given })) });
  });

  it.each([
    ['min_attainment', 'minAttainment'],
    ['cap', 'cap'],
    ['release', 'release'],
    ['team_bonus', 'teamBonus'],
  ])('take %s away where it is null', (key, name) => {
    const [changed] = under({ plan: { [key]: null } }).plans;
    expect(changed).toEqual({ ...plan, [name]: null });
  });

  it('have no override to change where the plan names no manager', () => {
    const without = planned({ manager: null });
    expect(under({ plan: { manager_override_rate: '0.5' } }, without)).toEqual(without);
  });

  it('weigh a role for the whole of the period, and score by their own curves', () => {
    const csat = { type: 'linear', floor: null, cap: '90' } as const;
    const changed = under({
      weights: { AE: { csat: '1' } },
      curves: { csat: { type: 'linear', cap: '90' } },
    });
    expect(changed.curves).toEqual({ ...facts.curves, csat });
    expect(changed.weightSets).toEqual([
      ...facts.weightSets.filter(({ role }) => role !== 'AE'),
      { role: 'AE', version: 0, from: '2026-07-01', until: '2026-10-01', weights: { csat: '1' } },
    ]);
    const curves = {
      sales: { type: 'step', steps: [{ min: '1', score: '100' }] },
      csat: { type: 'points', points: [['1', '0']] },
      followup: { type: 'linear', floor: '0.5', cap: null },
    };
    expect(under({ curves }).curves).toMatchObject(curves);
  });

  it('are refused for words nobody knows and for numbers that are none', () => {
    const decimal = 'a decimal in quotes such as "0.05"';
    expect(
      refusal({ plan: { cap: '5k', min_attainment: 'x1', tiers: [{ from: '0', rate: '.5' }] } }),
    ).toEqual([
      ...['plan.tiers.0.rate', 'plan.min_attainment', 'plan.cap'].map((key) => `${key}: ${decimal}`),
    ]);
    expect(refusal({ plan: { cap: '-5.25', manager_override_rate: '10' } })).toEqual([]);
    for (const unknown of [
      { bonus: '1' },
      { plan: { bonus: '1' } },
      { plan: { tiers: [{ from: '0', rate: '0', until: '1' }] } },
      { plan: { coefficient_bands: [{ min_score: '0', coef: '0', x: '1' }] } },
      { plan: { team_bonus: { min_attainment: '0', rate: '0', allocation: '', x: '1' } } },
      { curves: { sales: { type: 'linear', x: '1' } } },
      { curves: { sales: { type: 'step', steps: [], x: '1' } } },
      { curves: { sales: { type: 'step', steps: [{ min: '0', score: '0', x: '1' }] } } },
      { curves: { sales: { type: 'points', points: [], x: '1' } } },
    ])
      expect(refusal(unknown), JSON.stringify(unknown)).toMatchObject([
        expect.stringMatching(/Unrecognized key/),
      ]);
  });
});

describe('the cost of other rules', () => {
  // Of A1’s 11,730, 9,900 are paid for; under the cap of 11,000 only 9,900 × 11,000 ÷ 11,730 = 9,283.89 is released.
  it('is told by period, plan and person, to the fen', () => {
    const rows = whatIf([period], otherRules.parse({ plan: { cap: null } }), 'rules.yaml');
    expect(rows[0]).toEqual({
      ...{ periodId: '2026Q3', planId: 'P', employeeId: 'A1', name: '安', part: 'rep' },
      ...{ before: '11689.98', after: '12306.09', difference: '616.11' },
    });
    expect(rows.map((row) => `${row.part} ${row.employeeId} ${row.difference}`)).toEqual([
      ...['rep A1 616.11', 'rep B1 0.00', 'rep N1 0.00', 'manager M1 0.00'],
    ]);
    expect(sumsBy(rows, ({ part }) => part)).toEqual([
      { of: 'rep', before: '16748.89', after: '17365.00', difference: '616.11' },
      { of: 'manager', before: '794.00', after: '794.00', difference: '0.00' },
    ]);
  });

  it('tells of whoever stands above the sellers', () => {
    const levels = [{ level: 1, overrideRate: '0.01' }] as const;
    const of = { ...period, facts: planned({ manager: null, levels }) };
    // 0.5 × 3,970 where nobody’s score reaches the first band.
    const rules = otherRules.parse({ plan: { coefficient_bands: [{ min_score: '0', coef: '0.50' }] } });
    expect(whatIf([of], rules, 'x').at(-1)).toMatchObject({
      ...{
        employeeId: 'M1',
        name: '孟',
        part: 'manager',
        before: '3970.00',
        after: '1985.00',
        difference: '-1985.00',
      },
    });
    expect(
      whatIf([{ ...period, facts: planned({ manager: null }) }], otherRules.parse({}), 'x'),
    ).toHaveLength(3);
  });

  it('is refused for weights of several roles that nobody has, each told', () => {
    const rules = otherRules.parse({
      weights: { pilot: { sales: '1' }, AE: { sales: '1' }, cook: { sales: '1' } },
    });
    expect(() => whatIf([period], rules, 'rules.yaml')).toThrow(
      'weights.pilot: nobody has that role in the periods looked at.\nweights.cook: nobody has that role in the periods looked at.',
    );
  });
});
