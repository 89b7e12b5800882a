import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { company } from './company.fixture.ts';
import { planChanges } from './difference.ts';
import { readPlanFile } from './plan-file.ts';
import { checkedPlanFile, readPlanFiles } from './read.ts';

const good = readFileSync(join(projectRoot(), 'examples', 'plans', 'falling.yaml'), 'utf8');

/** The good file with some of its texts replaced. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  }, good);
}

/** Every line the file is refused with; none where it is taken. */
function told(text: string, of = company): readonly string[] {
  try {
    checkedPlanFile({ file: 'plans/f.yaml', text }, of);
    return [];
  } catch (caught) {
    if (!(caught instanceof Error)) throw caught;
    return caught.message.split('\n');
  }
}

const overrides = (list: string) => changed(['  team_bonus:', `  overrides: ${list}\n  team_bonus:`]);
const clear =
  'commission.overrides: Either one employee has it, or level 1 and level 2, each once. (override_clear)';
const declared = (text = good) => readPlanFile({ file: 'f.yaml', text }).declaration;

describe('a plan file is refused in full sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'weights before the plan and after its end',
      changed(
        ['{ role: SR, kpis', '{ role: SR, from: 2025-12-01, kpis'],
        ['{ role: MGR, kpis', '{ role: MGR, from: 2026-04-01, until: 2026-05-01, kpis'],
      ),
      [
        'weight_sets[SR v1]: It holds from 2025-12-01, the plan from 2026-01-01 until 2026-04-01. (day)',
        'weight_sets[MGR v1]: It holds from 2026-04-01, the plan from 2026-01-01 until 2026-04-01. (day)',
      ],
    ],
    [
      'weights of no role, where the plan names none',
      changed(['roles: [AE, SR, MGR]\n', ''], ['{ role: SR, kpis', '{ kpis']),
      ['weights[2].role: It has no role, and the plan names none. (role_named)'],
    ],
    [
      'a role of the plan that has no weights, from the first day on',
      changed(['roles: [AE, SR, MGR]', 'roles: [KA, AE, SR, MGR]']),
      ['weight_sets[KA]: No weights hold on 2026-01-01, a day of the plan. (weights_without_gap)'],
    ],
    [
      'weights that end before the plan, which has no end',
      changed(['until: 2026-04-01 #', '#'], ['{ role: SR, kpis', '{ role: SR, until: 2026-02-01, kpis']),
      ['weight_sets[SR]: No weights hold on 2026-02-01, a day of the plan. (weights_without_gap)'],
    ],
    [
      'amounts without a unit',
      changed(['currency: CNY\n', '']),
      ['currency: Its amounts have no unit; write currency: CNY. (unit)'],
    ],
    [
      'a cap without a unit',
      changed(
        ['currency: CNY\n', ''],
        ['  draws:\n    - { employee: C3, monthly: 3000, months: 1, recoverable: false }', '  cap: 900'],
      ),
      ['currency: Its amounts have no unit; write currency: CNY. (unit)'],
    ],
    [
      'amounts in another currency',
      changed(['currency: CNY', 'currency: USD']),
      ['currency: USD is not company.baseCurrency, CNY; write the amounts in that. (unit)'],
    ],
    [
      'ends inside a period it pays',
      changed(
        ['from: 2026-01-01\n', 'from: 2026-01-02\n'],
        ['role: AE, until', 'role: AE, from: 2026-01-02, until'],
        ['until: 2026-04-01 #', 'until: 2026-05-01 #'],
      ),
      [
        'from: 2026-01-02 is not the first day of a quarter, and the plan pays whole ones. (whole_periods)',
        'until: 2026-05-01 is not the first day of a quarter, and the plan pays whole ones. (whole_periods)',
      ],
    ],
    [
      'a gap beside what is wrong otherwise',
      changed(['{ role: SR, kpis: { sales: 0.7', '{ role: SR, until: 2026-02-01, kpis: { sales: 0.8']),
      [
        'weight_sets[SR v1].weights: The weights add up to 1.100000; it has to be 1. (weights_add_up)',
        'weight_sets[SR]: No weights hold on 2026-02-01, a day of the plan. (weights_without_gap)',
      ],
    ],
    ['two of one level', overrides('[{ level: 1, rate: 0.01 }, { level: 1, rate: 0.02 }]'), [clear]],
    ['two by name', overrides('[{ employee: M8, rate: 0.01 }, { employee: M9, rate: 0.02 }]'), [clear]],
    ['a level and a name', overrides('[{ level: 1, rate: 0.01 }, { employee: M9, rate: 0.02 }]'), [clear]],
    ['a level of somebody by name', overrides('[{ level: 1, employee: M9, rate: 0.02 }]'), [clear]],
    ['neither', overrides('[{ rate: 0.02 }]'), [clear]],
    ['neither beside a level', overrides('[{ level: 1, rate: 0.01 }, { rate: 0.02 }]'), [clear]],
    ['neither beside a name', overrides('[{ employee: M9, rate: 0.01 }, { rate: 0.02 }]'), [clear]],
    [
      'wrong days alone, before anything is said of gaps and periods',
      changed(['until: 2026-04-01 #', 'until: 2026-01-01 #']),
      [
        'plan[FALLING v3]: It ends before 2026-01-01, which is not after its first day 2026-01-01. (day)',
        'weight_sets[AE v2]: It ends before 2026-01-01, which is not after its first day 2026-01-16. (day)',
        'weight_sets[SR v1]: It ends before 2026-01-01, which is not after its first day 2026-01-01. (day)',
        'weight_sets[MGR v1]: It ends before 2026-01-01, which is not after its first day 2026-01-01. (day)',
        ...[
          ['AE v1', '2026-01-01'],
          ['AE v2', '2026-01-16'],
          ['SR v1', '2026-01-01'],
          ['MGR v1', '2026-01-01'],
        ].map(
          ([set, from]) =>
            `weight_sets[${set}]: It holds from ${from}, the plan from 2026-01-01 until 2026-01-01. (day)`,
        ),
      ],
    ],
  ])('for %s', (_, text, lines) => {
    expect([...told(text)].sort()).toEqual([...lines].sort());
  });

  it('but for nothing where everything fits', () => {
    expect(told(good)).toEqual([]);
    for (const list of [
      '[{ level: 1, rate: 0.01 }, { level: 2, rate: 0.02 }]',
      '[{ employee: M9, rate: 0.02 }]',
      '[]',
    ])
      expect(told(overrides(list)), list).toEqual([]);
    // Without amounts no unit is asked for; in a fiscal year from February a quarter begins with it.
    const draw = '    - { employee: C3, monthly: 3000, months: 1, recoverable: false }\n';
    expect(told(changed(['currency: CNY\n', ''], [`  draws:\n${draw}`, '']))).toEqual([]);
    const months = changed(
      ['2026-01-01', '2026-02-01'],
      ['2026-01-16', '2026-02-16'],
      ['2026-04-01', '2026-05-01'],
    );
    expect(told(months, { ...company, fiscalYearStart: 2 })).toEqual([]);
    expect(told(months)).toHaveLength(2);
    // Of a plan without a payout any days will do, and its own weights may be none.
    expect(told(changed(['payout: quarter\n', ''], ['until: 2026-04-01 #', 'until: 2026-03-15 #']))).toEqual(
      [],
    );
    expect(told(changed([/weights:[\s\S]+?(?=curves:)/.exec(good)?.[0] ?? '', '']))).toEqual([]);
  });
});

describe('plan files', () => {
  const other = {
    file: 'plans/a.yaml',
    text: 'code: A\nfrom: 2026-01-01\ncommission: { tiers: [{ from: 0, rate: 0 }] }\n',
  };
  const versions = (...numbers: readonly number[]) =>
    numbers.map((version) => ({
      file: `plans/${version}.yaml`,
      text: `code: P\nversion: ${version}\nfrom: 20${10 + version}-01-01\nuntil: 20${11 + version}-01-01\ncommission: { tiers: [{ from: 0, rate: 0 }] }\n`,
    }));

  it('are told by code, then by the number of the version', () => {
    const last = { file: 'plans/z.yaml', text: other.text.replace('code: A', 'code: Z') };
    const read = readPlanFiles([last, ...versions(10, 9), other, ...versions(11)], company);
    expect(read.map(({ file }) => file)).toEqual(['a.yaml', '9.yaml', '10.yaml', '11.yaml', 'z.yaml']);
  });

  it('are refused together by the names of all of them', () => {
    const refused = (message: string, subject: string) =>
      expect.objectContaining({ code: 'PLAN_INVALID', message, subject });
    expect(() => readPlanFiles(versions(1, 1), company)).toThrow(
      refused('plan[P v1]: Two files hold this version. (told_once)', 'plans/1.yaml, plans/1.yaml'),
    );
    expect(() => readPlanFiles(versions(1, 3), company)).toThrow(
      refused('plan[P]: No version holds on 2012-01-01. (plan_without_gap)', 'plans/1.yaml, plans/3.yaml'),
    );
  });

  it('that are no YAML say in which line', () => {
    const refused = (text: string) => told(text).join(' ');
    expect(refused('code: [')).toMatch(/^It is not valid YAML: .+ at line 1, column 8\.$/);
    expect(refused('a: &x 1\nb: *x\n')).toMatch(/^It is not valid YAML: .*alias/i);
  });

  it('keep what stands there, with the digest of the text', () => {
    const { file, text, sha256 } = readPlanFile(other);
    expect([file, text, sha256]).toEqual([
      ...['a.yaml', other.text, 'fd6c8c4c3b97ee3ff2508de17ec2ea24e366c0d0f75e10fc6915cb92c188c980'],
    ]);
  });
});

describe('changes of a plan file', () => {
  it('are told by the place where they stand', () => {
    const after = declared(
      changed(
        ['rate: 0.04', 'rate: 0.045'],
        ['csat_min_answers: 3\n', ''],
        ['role: SR, kpis: { sales: 0.7', 'role: SR, kpis: { sales: 0.70'],
      ),
    );
    expect(planChanges(declared(), after)).toEqual([
      { key: 'csat_min_answers', before: '3', after: undefined },
      { key: 'weights[2].kpis.sales', before: '0.7', after: '0.70' },
      { key: 'commission.tiers[1].rate', before: '0.04', after: '0.045' },
    ]);
  });

  it('are all of it where it was not there, and none where neither was', () => {
    const all = planChanges(undefined, declared());
    expect(all.slice(0, 3)).toEqual([
      { key: 'code', before: undefined, after: 'FALLING' },
      { key: 'version', before: undefined, after: '3' },
      { key: 'name.zh', before: undefined, after: '递减提成方案' },
    ]);
    expect(planChanges(declared(), undefined).map(({ key }) => key)).toEqual(all.map(({ key }) => key));
    expect(planChanges(undefined, undefined)).toEqual([]);
  });
});
