import { describe, expect, it } from 'vitest';
import { grantable } from '../config/warehouse-users.ts';
import { withheldFrom } from './confidential.ts';
import { columnsSeen } from './mentee.ts';
import { canSee, isResource, resources } from './resource.ts';
import { isRole, type Role, roles } from './role.ts';
import { rowFilter } from './row-filter.ts';
import { scopeOf } from './row-scope.ts';
import type { Viewer } from './viewer.ts';

const viewerOf = (role: Role): Viewer => ({ accountId: 'a', role, employeeId: 'E0001', teamId: 'T01' });

/** Written by hand from the role table, one letter a role: Rep Manager Executive Hr Finance aNalyst Admin. */
const matrix: Record<string, string> = {
  'dashboard:sales-overview': 'rmehfna',
  'dashboard:team-performance': 'rmehfna',
  'dashboard:funnel': 'rme-fna',
  'dashboard:forecast': '-me-fna',
  'tile:rows': 'rmehfna',
  'tile:export': '-mehfna',
  'customer:personal-data': 'rm---n-',
  'deal:margin': '-me-fn-',
  'pay:own': 'rmehf--',
  'pay:by-name': '----f--',
  'pay:total': '--e-f--',
  'salary:base': '---hf--',
  'score:own': 'rm-----',
  'score:everyone': '--ehf--',
  'appeal:all': '---h---',
  'survey:comments': '-m-h-n-',
  'data:health': '-----na',
  'data:quarantine': '-----na',
  'data:run': '------a',
  'audit:log': '------a',
};

describe('what each role may open', () => {
  it('covers every resource, 20 of them, and every role', () => {
    expect(Object.keys(matrix).sort()).toEqual([...resources].sort());
    expect(resources).toHaveLength(20);
    expect(roles).toHaveLength(7);
  });

  it.each(Object.entries(matrix))('%s: %s', (resource, letters) => {
    if (!isResource(resource)) throw new Error(`${resource} is no resource`);
    const seen = roles.map((role, at) => (canSee(viewerOf(role), resource) ? letters[at] : '-'));
    expect(seen.join('')).toBe(letters);
  });

  it('is nothing for somebody unknown', () => {
    expect(resources.filter((resource) => canSee(undefined, resource))).toEqual([]);
  });
});

describe('what somebody who asks by SQL does not see', () => {
  const pay = ['mart.appraisal_facts', 'mart.commission_deal', 'mart.commission_statement'];

  it('is pay and scores for an analyst, unless they are granted', () => {
    const scores = ['mart.award', 'mart.ranking', 'mart.scorecard'];
    expect([...withheldFrom('analyst')].sort()).toEqual([...pay, 'mart.commission_team', ...scores].sort());
    expect([...withheldFrom('analyst', ['pay:by-name'])].sort()).toEqual(
      ['mart.commission_team', ...scores].sort(),
    );
    expect(withheldFrom('analyst', grantable)).toEqual([]);
  });

  it('is for other roles what they may not open', () => {
    expect(withheldFrom('finance')).toEqual([]);
    expect(withheldFrom('executive')).toEqual(pay);
  });
});

describe('which rows', () => {
  it("are a rep's own, a manager's team's and everybody's for the others", () => {
    expect(scopeOf(viewerOf('rep'))).toEqual({ kind: 'employee', employeeId: 'E0001' });
    expect(scopeOf(viewerOf('manager'))).toEqual({ kind: 'team', teamId: 'T01' });
    for (const role of ['executive', 'hr', 'finance', 'analyst', 'admin'] as const) {
      expect(scopeOf(viewerOf(role))).toEqual({ kind: 'all' });
    }
  });

  it('are none when who it is cannot be told', () => {
    expect(scopeOf(undefined)).toEqual({ kind: 'nothing' });
    expect(scopeOf({ accountId: 'a', role: 'rep' })).toEqual({ kind: 'nothing' });
    expect(scopeOf({ accountId: 'a', role: 'rep', employeeId: '' })).toEqual({ kind: 'nothing' });
    expect(scopeOf({ accountId: 'a', role: 'manager', employeeId: 'E1' })).toEqual({ kind: 'nothing' });
    const foreign: Viewer = JSON.parse('{"accountId":"a","role":"auditor","employeeId":"E1","teamId":"T1"}');
    expect(scopeOf(foreign)).toEqual({ kind: 'nothing' });
    expect(isRole('auditor')).toBe(false);
  });
});

describe('the rows as SQL', () => {
  const columns = { employee: 'employee_id', team: 'team_id' };

  it('binds the value instead of writing it into the statement', () => {
    const filter = rowFilter({ kind: 'employee', employeeId: "E1' OR 1=1" }, columns);
    expect(filter.condition).toBe('`employee_id` = {viewer_employee:String}');
    expect(filter.params).toEqual({ viewer_employee: "E1' OR 1=1" });
    expect(rowFilter({ kind: 'team', teamId: 'T01' }, columns).condition).toContain('team_id');
  });

  it('answers nothing where the column to compare with is missing', () => {
    expect(rowFilter({ kind: 'team', teamId: 'T01' }, { employee: 'employee_id' }).condition).toBe('0');
    expect(rowFilter({ kind: 'employee', employeeId: 'E1' }, { region: 'region' }).condition).toBe('0');
    expect(rowFilter({ kind: 'nothing' }, undefined).condition).toBe('0');
  });

  it('of a mentee are figures of KPIs: of every other table that knows people there are none', () => {
    const scope = { kind: 'mentee', employeeId: 'E2' } as const;
    const filter = (table: string, of: typeof columns | undefined) =>
      rowFilter(scope, columnsSeen(scope, table, of));
    expect(filter('mart.kpi_monthly', columns).params).toEqual({ viewer_employee: 'E2' });
    for (const table of ['mart.sales_daily', 'mart.scorecard', 'mart.commission_statement', 'dim.customer'])
      expect(filter(table, columns).condition).toBe('0');
    expect(filter('dim.date', undefined).condition).toBe('1');
    const own = { kind: 'employee', employeeId: 'E1' } as const;
    expect(columnsSeen(own, 'mart.sales_daily', columns)).toBe(columns);
  });

  it('leaves an asset that holds nothing of one person whole', () => {
    expect(rowFilter({ kind: 'employee', employeeId: 'E1' }, undefined).condition).toBe('1');
  });
});
