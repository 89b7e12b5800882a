import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadProject } from '../../../activities/project.ts';
import { readPlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { loadConfig } from '../../../config/load.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { fewKpis } from '../../../tests/harness/few-kpis.ts';
import { plansCheck } from './check.ts';
import { plansList } from './list.ts';
import { plansShow } from './show.ts';
import { warningLines } from './warning-lines.ts';

const falling = join(projectRoot(), 'examples', 'plans', 'falling.yaml');
const config = 'company: { name: T, language: en }\nsources: {}\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-plan-files-'));
  writeFileSync(join(folder, 'yardstick.yaml'), config);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = () => loadConfig(join(folder, 'yardstick.yaml'));
const project = () => loadProject(read(), fewKpis());

function withPlan(name = 'plans') {
  mkdirSync(join(folder, name));
  copyFileSync(falling, join(folder, name, 'falling.yaml'));
}

it('has no source of plans without a folder of them, and one with it', () => {
  expect(project().streams).toEqual([]);
  expect(plansList(project(), undefined).text).toBe('There are no plan files.');
  withPlan();
  expect(project().streams).toEqual([
    { source: 'plans', stream: 'plan' },
    { source: 'plans', stream: 'period' },
  ]);
});

it('lists, shows and checks in both languages', () => {
  withPlan();
  expect(plansList(project(), undefined).text).toMatch(/FALLING +3 +Falling commission +AE, SR, MGR +all/);
  expect(plansList(project(), 'zh').text).toMatch(/FALLING +3 +递减提成方案 +AE, SR, MGR +全部/);
  const { text, data } = plansShow(project(), 'FALLING', { language: 'zh' });
  expect(text).toMatch(/阶梯 +自 0: 0\.05, 自 0\.5: 0\.04, 自 1: 0\.02/);
  expect(data).toMatchObject({ code: 'FALLING', version: 3, commission: { min_attainment: '0.9' } });
  expect(() => plansShow(project(), 'FALLING', { planVersion: '2' })).toThrow(
    expect.objectContaining({ code: 'PLAN_UNKNOWN', subject: 'FALLING v2' }),
  );
  expect(plansCheck(read(), falling, 'en').text).toBe('✓ falling.yaml: FALLING v3 can be appraised by');
  expect(() => plansCheck(read(), join(folder, 'none.yaml'), 'en')).toThrow(
    expect.objectContaining({ code: 'PLAN_INVALID' }),
  );
});

it('tells perspectives, and warns in both languages of a scorecard with many KPIs', () => {
  const balanced = readFileSync(falling, 'utf8').replace(
    '{ role: MGR, kpis: { sales: 1 } }',
    `{ role: MGR, kpis: { ${Array.from({ length: 8 }, (_, at) => `k${at}: 0.125`).join(', ')} } }`,
  );
  const wide = readPlanFile({ file: 'wide.yaml', text: balanced });
  expect([warningLines(wide, 'en'), warningLines(wide, 'zh')]).toEqual([
    ['! FALLING v3 weight_sets[MGR v1].weights: It weighs 8 KPIs; more than 7 blur what counts.'],
    ['! FALLING v3 weight_sets[MGR v1].weights: 共 8 个指标；超过 7 个会分散重点。'],
  ]);
  withPlan();
  const one = 'roles: [AE]\nfrom: 2026-01-01\nweights: [{ kpis: { sales: 0.6, csat: 0.4 } }]';
  writeFileSync(
    join(folder, 'plans', 'balanced.yaml'),
    `code: BSC\n${one}\nperspectives: { weights: { finance: 0.6, process: 0.4 }, kpis: { csat: process } }
curves: { sales: { type: linear }, csat: { type: linear } }\ncommission: { tiers: [{ from: 0, rate: 0.01 }] }\n`,
  );
  expect(plansCheck(read(), undefined, 'en').data).toMatchObject([{ warnings: [] }, { warnings: [] }]);
  expect(plansShow(project(), 'BSC', { language: 'en' }).text).toMatch(
    /Perspectives +finance 0\.6, process 0\.4, csat process/,
  );
});

describe('a draft', () => {
  const draft = (...changes: readonly (readonly [string | RegExp, string])[]) => {
    const place = join(folder, 'draft.yaml');
    const text = changes.reduce(
      (before, [from, to]) => before.replace(from, to),
      readFileSync(falling, 'utf8'),
    );
    writeFileSync(place, text);
    return place;
  };

  it('is held against the folder: it may follow or replace a version, and not overlap another', () => {
    withPlan();
    expect(plansCheck(read(), draft(['rate: 0.04', 'rate: 0.041']), 'en').text).toContain('FALLING v3');
    const next = ['version: 3', 'version: 4'] as const;
    expect(() => plansCheck(read(), draft(next), 'en')).toThrow(
      expect.objectContaining({ code: 'PLAN_INVALID', message: expect.stringContaining('versions_apart') }),
    );
    // Only in its own place, where it is another version of nothing else.
    const own = join(folder, 'plans', 'falling.yaml');
    writeFileSync(own, readFileSync(draft(next), 'utf8'));
    expect(plansCheck(read(), own, 'en').text).toContain('FALLING v4');
  });

  it('is judged while another file is broken, and says that it was not held against that one', () => {
    withPlan();
    const broken = join(folder, 'plans', 'broken.yaml');
    writeFileSync(broken, 'code: [');
    expect(() => plansCheck(read(), undefined, 'en')).toThrow(
      expect.objectContaining({ code: 'PLAN_INVALID', subject: broken }),
    );
    const { text, data } = plansCheck(read(), falling, 'en');
    expect(text).toContain(`Not held against these files, which are refused by themselves: ${broken}`);
    expect(data).toMatchObject([{ code: 'FALLING', version: 3, without: [broken] }]);
    expect(() => plansCheck(read(), broken, 'en')).toThrow(expect.objectContaining({ subject: broken }));
    expect(() => plansCheck(read(), draft(['version: 3', 'version: 4']), 'zh')).toThrow(/versions_apart/);
  });
});

it('refuses a configuration with a plan that cannot be, before anything runs', () => {
  withPlan();
  const place = join(folder, 'plans', 'falling.yaml');
  writeFileSync(place, readFileSync(falling, 'utf8').replace('csat: 0.5 }', 'csat: 0.4 }'));
  expect(project).toThrow(expect.objectContaining({ code: 'PLAN_INVALID', subject: place }));
});

it('reads another folder where the configuration says so, and refuses one that is not there', () => {
  writeFileSync(join(folder, 'yardstick.yaml'), `${config}plans: pay\n`);
  expect(project).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  withPlan('pay');
  expect(project().plans.map(({ file }) => file)).toEqual(['falling.yaml']);
});
