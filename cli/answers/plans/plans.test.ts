import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadProject } from '../../../activities/project.ts';
import { loadConfig } from '../../../config/load.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { fewKpis } from '../../../tests/harness/few-kpis.ts';
import { plansCheck } from './check.ts';
import { plansList } from './list.ts';
import { plansShow } from './show.ts';

const falling = join(projectRoot(), 'examples', 'plans', 'falling.yaml');
const config = 'company: { name: T, language: en }\nsources: {}\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-plan-files-'));
  writeFileSync(join(folder, 'yardstick.yaml'), config);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const project = () => loadProject(loadConfig(join(folder, 'yardstick.yaml')), fewKpis());

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
  expect(plansCheck(project(), falling, 'en').text).toBe('✓ falling.yaml: FALLING v3 can be appraised by');
  expect(() => plansCheck(project(), join(folder, 'none.yaml'), 'en')).toThrow(
    expect.objectContaining({ code: 'PLAN_INVALID' }),
  );
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
