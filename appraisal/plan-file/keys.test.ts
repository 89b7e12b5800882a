import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { company } from './company.fixture.ts';
import { checkedPlanFile } from './read.ts';
import { termsOf } from './terms.ts';

const good = readFileSync(join(projectRoot(), 'examples', 'plans', 'falling.yaml'), 'utf8');

/** The good file with some of its texts replaced. */
function read(...changes: readonly (readonly [from: string, to: string])[]) {
  const text = changes.reduce((given, [from, to]) => {
    expect(given).toContain(from);
    return given.replace(from, to);
  }, good);
  return checkedPlanFile({ file: 'plans/f.yaml', text }, company).declaration;
}

const decimal = 'a decimal such as 0.05.';
const amount = 'an amount such as 1200.50.';
const count = 'a whole number that is not negative.';
const code = 'letters, digits, dots and dashes such as FY26-AE.';
const rate = 'rate: 0.05';
const monthly = 'monthly: 3000';
const long = 'A'.repeat(61);

describe('a key of a plan file says what may stand there', () => {
  it.each<[string, string, string]>([
    ['code: FALLING', 'code: "FALL ING"', `code: found "FALL ING", expected ${code}`],
    ['code: FALLING', 'code: ""', `code: found "", expected ${code}`],
    ['code: FALLING', `code: ${long}`, `code: found "${long}", expected ${code}`],
    ['version: 3', 'version: 0', 'version: found "0", expected a whole number from 1 on.'],
    ['version: 3', 'version: -1', `version: found "-1", expected ${count}`],
    ['version: 3', 'version: 1.5', `version: found "1.5", expected ${count}`],
    [
      'csat_min_answers: 3',
      'csat_min_answers: 1234567',
      `csat_min_answers: found "1234567", expected ${count}`,
    ],
    ['csat_min_answers: 3', 'csat_min_answers: a3', `csat_min_answers: found "a3", expected ${count}`],
    ['zh: 递减提成方案', 'zh: ""', 'name.zh: found "", expected a text that is not empty.'],
    [
      'en: Falling commission',
      'fr: x',
      'name.en: found nothing, expected a text. name.fr is not a known key; remove it or correct its spelling.',
    ],
    ['roles: [AE, SR, MGR]', 'roles: []', 'roles: found a list, expected one entry or more.'],
    ['from: 2026-01-01\n', 'from: 1 May\n', 'from: found "1 May", expected a day such as 2026-10-01.'],
    [rate, 'rate: 5%', `commission.tiers.0.rate: found "5%", expected ${decimal}`],
    [rate, 'rate: .05', `commission.tiers.0.rate: found ".05", expected ${decimal}`],
    [rate, 'rate: 0.', `commission.tiers.0.rate: found "0.", expected ${decimal}`],
    [rate, 'rate: a0.05', `commission.tiers.0.rate: found "a0.05", expected ${decimal}`],
    [rate, 'rate: 0.1234567890123', `commission.tiers.0.rate: found "0.1234567890123", expected ${decimal}`],
    [
      rate,
      `rate: ${'1'.repeat(21)}`,
      `commission.tiers.0.rate: found "${'1'.repeat(21)}", expected ${decimal}`,
    ],
    [monthly, 'monthly: 3k', `commission.draws.0.monthly: found "3k", expected ${amount}`],
    [monthly, 'monthly: x3', `commission.draws.0.monthly: found "x3", expected ${amount}`],
    [monthly, 'monthly: 3.12345', `commission.draws.0.monthly: found "3.12345", expected ${amount}`],
    [monthly, 'monthly: 3.x', `commission.draws.0.monthly: found "3.x", expected ${amount}`],
    [
      monthly,
      `monthly: ${'1'.repeat(14)}`,
      `commission.draws.0.monthly: found "${'1'.repeat(14)}", expected ${amount}`,
    ],
    ['months: 1', 'months: one', `commission.draws.0.months: found "one", expected ${count}`],
    [
      'recoverable: false',
      'recoverable: no',
      'commission.draws.0.recoverable: found "no", expected one of true, false.',
    ],
    [
      'payout: quarter',
      'payout: weekly',
      'payout: found "weekly", expected one of month, quarter, half, year.',
    ],
    ['floor: 0.3', 'floor: low', `curves.sales.floor: found "low", expected ${decimal}`],
    ['floor: 0.3', 'flor: 0.3', 'curves.sales.flor is not a known key; remove it or correct its spelling.'],
    [
      'type: linear, floor: 0.3',
      'type: curved, floor: 0.3',
      'curves.sales.type: found "curved", expected one of linear, step, points.',
    ],
    [
      '{ min: 1, score: 100 }',
      '{ min: 1, score: 100, x: 1 }',
      'curves.followup.steps.1.x is not a known key; remove it or correct its spelling.',
    ],
    [
      '[{ min: 0.5, score: 50 }, { min: 1, score: 100 }]',
      '[]',
      'curves.followup.steps: found a list, expected one entry or more.',
    ],
    ['[[1, 0], [3, 60], [5, 100]]', '[]', 'curves.csat.points: found a list, expected one entry or more.'],
    ['[3, 60]', '[3, 60, 7]', 'curves.csat.points.1: found a list, expected at most 2 entries.'],
    [
      'kpis: { sales: 1 }',
      'kpis: { "": 1 }',
      'weights.3.kpis.(a key that is not shown): this key cannot be used, expected a text that is not empty.',
    ],
    [
      'role: MGR, kpis',
      'rule: MGR, kpis',
      'weights.3.rule is not a known key; remove it or correct its spelling.',
    ],
    [
      'from: 1, rate',
      'form: 1, rate',
      'commission.tiers.2.from: found nothing, expected a text. commission.tiers.2.form is not a known key; remove it or correct its spelling.',
    ],
    [
      'coef: "1.20"',
      'coef: "1.20", x: 1',
      'commission.coefficient_bands.0.x is not a known key; remove it or correct its spelling.',
    ],
    [
      'employee: C3',
      'employee: ""',
      'commission.draws.0.employee: found "", expected a text that is not empty.',
    ],
    [
      'employee: C3',
      'employee: C3, x: 1',
      'commission.draws.0.x is not a known key; remove it or correct its spelling.',
    ],
    [
      '  team_bonus: {',
      '  team_bonus: { x: 1,',
      'commission.team_bonus.x is not a known key; remove it or correct its spelling.',
    ],
    [
      '  team_bonus:',
      '  extra: 1\n  team_bonus:',
      'commission.extra is not a known key; remove it or correct its spelling.',
    ],
    [
      '  team_bonus:',
      '  overrides: [{ level: 3, rate: 0.1 }]\n  team_bonus:',
      'commission.overrides.0.level: found "3", expected one of 1, 2.',
    ],
    [
      '  team_bonus:',
      '  overrides: [{ level: 1, rate: 0.1, x: 1 }]\n  team_bonus:',
      'commission.overrides.0.x is not a known key; remove it or correct its spelling.',
    ],
  ])('%j → %j', (from, to, message) => {
    expect(() => read([from, to])).toThrow(
      expect.objectContaining({ code: 'PLAN_INVALID', subject: 'plans/f.yaml', message }),
    );
  });

  it('and what it leaves out', () => {
    const bare = good.slice(good.indexOf('commission:'), good.indexOf('  min_attainment'));
    const { declaration } = checkedPlanFile(
      { file: 'bare.yaml', text: `code: BARE\nfrom: 2026-01-01\n${bare}` },
      company,
    );
    expect(declaration).toEqual({
      ...{ code: 'BARE', version: 1, from: '2026-01-01', weights: [], curves: {} },
      commission: {
        ...{ base: 'net_sales', tier_mode: 'marginal', coefficient_bands: [], draws: [], overrides: [] },
        tiers: [
          { from: '0', rate: '0.05' },
          { from: '0.5', rate: '0.04' },
          { from: '1', rate: '0.02' },
        ],
      },
    });
    expect(termsOf(declaration)).toEqual({
      plan: {
        ...{ planId: 'BARE', version: 1, from: '2026-01-01', until: null, base: 'net_sales' },
        ...{ tierMode: 'marginal', tiers: declaration.commission.tiers, minAttainment: null, cap: null },
        ...{ coefficientBands: [], release: null, draws: [], teamBonus: null, manager: null, levels: [] },
      },
      ...{ weightSets: [], curves: {} },
    });
    const { csat, collection } = termsOf(read(['floor: 0, cap: 100', 'cap: 100'])).curves;
    expect([csat?.type, collection]).toEqual(['points', { type: 'linear', floor: null, cap: '100' }]);
  });

  it('and may leave curves to a source, and an end open', () => {
    const bare = good.slice(0, good.indexOf('curves:')) + good.slice(good.indexOf('commission:'));
    const { curves, weights, until } = checkedPlanFile(
      { file: 'bare.yaml', text: bare.replace('until: 2026-04-01 #', '#') },
      company,
    ).declaration;
    expect([curves, weights.length, until]).toEqual([{}, 4, undefined]);
  });

  it('and takes the longest numbers, signs and words that fit', () => {
    const longest = read(
      ['code: FALLING', `code: ${'A'.repeat(60)}`],
      ['rate: 0.05', `rate: 0.${'0'.repeat(11)}1`],
      ['monthly: 3000', `monthly: ${'9'.repeat(12)}.1234`],
      ['recoverable: false', 'recoverable: true'],
      ['months: 1', 'months: 12'],
      ['min_score: 0', 'min_score: -10.5'],
    );
    expect(longest.commission.draws).toEqual([
      { employee: 'C3', monthly: `${'9'.repeat(12)}.1234`, months: 12, recoverable: true },
    ]);
    expect(longest.commission.coefficient_bands.at(-1)?.min_score).toBe('-10.5');
    expect(read([', recoverable: false', '']).commission.draws[0]?.recoverable).toBe(true);
    const named = read(['  team_bonus:', '  overrides: [{ employee: M9, rate: 0.1 }]\n  team_bonus:']);
    expect(termsOf(named).plan).toMatchObject({
      manager: { employeeId: 'M9', overrideRate: '0.1' },
      levels: [],
    });
  });
});
