import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { company } from './company.fixture.ts';
import { planChanges } from './difference.ts';
import { isPeriodOf, payoutPeriods } from './payout.ts';
import { readPlanFile } from './plan-file.ts';
import { checkedPlanFile, readPlanFiles } from './read.ts';
import { termsOf } from './terms.ts';

const good = readFileSync(join(projectRoot(), 'examples', 'plans', 'falling.yaml'), 'utf8');

/** The good file with one of its texts replaced. */
function changed(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, to);
}

const check = (text: string) => checkedPlanFile({ file: 'plans/falling.yaml', text }, company);

describe('a plan file', () => {
  it('keeps numbers as they are written, and what it leaves out has its ordinary value', () => {
    const { declaration, file } = check(good);
    const { plan, weightSets } = termsOf(declaration);
    expect(file).toBe('falling.yaml');
    expect(plan).toMatchObject({ base: 'net_sales', tierMode: 'marginal', cap: null, manager: null });
    expect(plan.coefficientBands[0]).toEqual({ minScore: '100', coefficient: '1.20' });
    expect(weightSets.map(({ role, version, from, until }) => [role, version, from, until])).toEqual([
      ['AE', 1, '2026-01-01', '2026-01-16'],
      ['AE', 2, '2026-01-16', '2026-04-01'],
      ['SR', 1, '2026-01-01', '2026-04-01'],
      ['MGR', 1, '2026-01-01', '2026-04-01'],
    ]);
  });

  it('gives weights without a role to each role of the plan', () => {
    const text = changed('  - { role: SR, kpis: { sales: 0.7, new_customers: 0.3 } }\n', '')
      .replace('roles: [AE, SR, MGR]', 'roles: [AE, MGR]')
      .replace('{ role: MGR, kpis', '{ role: MGR, until: 2026-02-01, kpis')
      .replace('curves:', '  - { role: MGR, from: 2026-02-01, kpis: { sales: 1 } }\ncurves:');
    expect(termsOf(check(text).declaration).weightSets).toHaveLength(4);
    const all = changed(
      /weights:[\s\S]+?(?=curves:)/.exec(good)?.[0] ?? '',
      'weights: [{ kpis: { sales: 1 } }]\n',
    );
    expect(termsOf(check(all).declaration).weightSets.map(({ role }) => role)).toEqual(['AE', 'SR', 'MGR']);
  });

  it.each([
    [
      'weights that do not add to 100 %',
      'csat: 0.5 }',
      'csat: 0.4 }',
      /weight_sets\[AE v1\]\.weights: .*weights_add_up/,
    ],
    [
      'weights that leave a gap',
      'from: 2026-01-16',
      'from: 2026-01-20',
      /weight_sets\[AE\]: No weights hold on 2026-01-16.*weights_without_gap/,
    ],
    ['weights that overlap', 'from: 2026-01-16', 'from: 2026-01-10', /weight_sets\[AE\]: .*versions_apart/],
    ['a role without weights', 'roles: [AE,', 'roles: [AE, KA,', /weight_sets\[KA\]: .*weights_without_gap/],
    ['weights of nobody', '{ role: SR, kpis', '{ kpis', /weight_sets\[AE\]: .*versions_apart/],
    [
      'weights before the plan',
      '{ role: SR, kpis',
      '{ role: SR, from: 2025-12-01, kpis',
      /weight_sets\[SR v1\]: It holds from 2025-12-01.*\(day\)/,
    ],
    ['a KPI nobody measures', 'new_customers: 0.3', 'charm: 0.3', /weights\.charm: .*kpi_known/],
    ['a KPI without a curve', '  csat: {', '  sold: {', /weights\.csat: There is no curve.*curve_present/],
    ['a curve with a value twice', '[3, 60]', '[1, 60]', /curves\.csat: .*curve_unambiguous/],
    [
      'tiers that overlap',
      'from: 0.5, rate',
      'from: 0, rate',
      /plan\[FALLING v3\]\.tiers: Tiers overlap.*tiers_ascend/,
    ],
    ['tiers that do not begin at 0', 'from: 0, rate', 'from: 0.1, rate', /The first tier has to begin at 0/],
    [
      'a tier without a rate',
      'from: 0.5, rate: 0.04',
      'from: 0.5',
      /commission\.tiers\.1\.rate: found nothing, expected/,
    ],
    [
      'a rate above the whole',
      'rate: 0.04',
      'rate: 4',
      /tiers\[1\]\.rate: 4 is not between 0 and 1.*\(share\)/,
    ],
    ['amounts without a unit', 'currency: CNY\n', '', /currency: Its amounts have no unit.*\(unit\)/],
    [
      'amounts of another currency',
      'currency: CNY',
      'currency: USD',
      /currency: USD is not company\.baseCurrency, CNY.*\(unit\)/,
    ],
    [
      'an end inside a period it pays',
      'until: 2026-04-01 #',
      'until: 2026-03-15 #',
      /until: 2026-03-15 is not the first day of a quarter.*whole_periods/,
    ],
    [
      'an end before its beginning',
      'until: 2026-04-01 #',
      'until: 2025-04-01 #',
      /plan\[FALLING v3\]: It ends before.*\(day\)/,
    ],
    [
      'a word the arithmetic does not know',
      'per_deal_paid_fraction',
      'on_fridays',
      /release: "on_fridays" is not known.*supported/,
    ],
    ['a key nobody knows', 'commission:', 'comission:', /comission is not a known key/],
    ['what is no YAML', 'roles: [AE', 'roles: [[AE', /not valid YAML/],
  ])('is refused for %s', (_, from, to, told) => {
    expect(() => check(changed(from, to))).toThrow(
      expect.objectContaining({
        ...{ code: 'PLAN_INVALID', subject: 'plans/falling.yaml' },
        message: expect.stringMatching(told),
      }),
    );
  });

  it('names one person for an override, or levels, and not both', () => {
    const withOverrides = (overrides: string) =>
      changed('  team_bonus:', `  overrides: ${overrides}\n  team_bonus:`);
    const levels = check(withOverrides('[{ level: 1, rate: 0.01 }, { level: 2, rate: 0.005 }]'));
    expect(termsOf(levels.declaration).plan).toMatchObject({
      manager: null,
      levels: [
        { level: 1, overrideRate: '0.01' },
        { level: 2, overrideRate: '0.005' },
      ],
    });
    for (const wrong of [
      '[{ level: 1, rate: 0.01 }, { level: 1, rate: 0.02 }]',
      '[{ level: 1, rate: 0.01 }, { employee: M9, rate: 0.02 }]',
      '[{ level: 1, employee: M9, rate: 0.02 }]',
      '[{ rate: 0.02 }]',
    ])
      expect(() => check(withOverrides(wrong)), wrong).toThrow(
        expect.objectContaining({
          message: expect.stringMatching(/commission\.overrides: .*override_clear/),
        }),
      );
  });

  it('needs a role for its weights where it pays everybody', () => {
    const text = changed('roles: [AE, SR, MGR]\n', '').replace('{ role: SR, kpis', '{ kpis');
    expect(() => check(text)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/role_named/) }),
    );
  });
});

describe('plan files together', () => {
  const next = (from: string) =>
    changed('version: 3', 'version: 4')
      .replace('from: 2026-01-01', `from: ${from}`)
      .replace('until: 2026-04-01 #', '#')
      .replace(/weights:[\s\S]+?(?=curves:)/, 'weights: [{ kpis: { sales: 1 } }]\n');
  const read = (...texts: readonly string[]) =>
    readPlanFiles(
      texts.map((text, index) => ({ file: `${index}.yaml`, text })),
      company,
    );

  it('follow each other as versions', () => {
    expect(read(next('2026-04-01'), good).map(({ file }) => file)).toEqual(['1.yaml', '0.yaml']);
  });

  it.each([
    [
      'leave a gap',
      [good, next('2026-07-01')],
      /plan\[FALLING\]: No version holds on 2026-04-01.*plan_without_gap/,
    ],
    ['overlap', [good, next('2026-01-01')], /plan\[FALLING\]: Two of them hold.*versions_apart/],
    ['hold one version twice', [good, good], /plan\[FALLING v3\]: Two files hold this version.*told_once/],
  ])('are refused where they %s', (_, texts, told) => {
    expect(() => read(...texts)).toThrow(
      expect.objectContaining({ code: 'PLAN_INVALID', message: expect.stringMatching(told) }),
    );
  });

  it('differ by what they say, not by how it is laid out', () => {
    const before = readPlanFile({ file: 'a.yaml', text: good }).declaration;
    const laid = readPlanFile({ file: 'a.yaml', text: good.replace('{ sales: 1 }', '{sales:   1}') });
    expect(planChanges(before, laid.declaration)).toEqual([]);
    const { declaration } = check(changed('monthly: 3000', 'monthly: 3500'));
    expect(planChanges(before, declaration)).toEqual([
      { key: 'commission.draws[0].monthly', before: '3000', after: '3500' },
    ]);
    expect(planChanges(before, undefined).map(({ after }) => after)).toContain(undefined);
  });
});

describe('the periods of a plan', () => {
  const of = (payout: 'month' | 'quarter' | 'half' | 'year', from: string, start = 1) =>
    payoutPeriods({ payout, from }, '2026-08-01', start).map(({ id }) => id);

  it('begin with the plan and end with the one that is running', () => {
    expect(of('month', '2026-06-01')).toEqual(['2026-06', '2026-07', '2026-08']);
    expect(of('quarter', '2026-01-01')).toEqual(['2026Q1', '2026Q2', '2026Q3']);
    expect(of('half', '2025-07-01')).toEqual(['2025H2', '2026H1', '2026H2']);
    expect(of('year', '2025-01-01')).toEqual(['2025', '2026']);
    expect(
      payoutPeriods({ payout: 'month', from: '2026-06-01', until: '2026-07-01' }, '2026-08-01', 1),
    ).toEqual([{ id: '2026-06', from: '2026-06-01', until: '2026-07-01' }]);
  });

  it('follow the fiscal year, which is named by the year in which it begins', () => {
    expect(of('quarter', '2026-01-01', 4)).toEqual(['FY2025Q4', 'FY2026Q1', 'FY2026Q2']);
    expect(of('year', '2025-04-01', 4)).toEqual(['FY2025', 'FY2026']);
  });

  it('are as long as the payout says', () => {
    const quarter = { from: '2026-07-01', until: '2026-10-01' };
    expect(isPeriodOf('quarter', quarter)).toBe(true);
    expect(isPeriodOf('month', quarter)).toBe(false);
    expect(isPeriodOf('quarter', { from: '2026-07-02', until: '2026-10-02' })).toBe(false);
  });
});
