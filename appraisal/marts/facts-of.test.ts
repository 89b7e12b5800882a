import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.ts';
import { held, plan, rows } from './several-plans.fixture.ts';

type Given = Readonly<Record<string, unknown>>;

const given = (changes: Given = {}): Given => ({ ...rows(), ...changes });
const of = (changes: Given, planId = 'HUNT', periodId = '2026Q3') =>
  factsOf(given(changes)).find((each) => each.planId === planId && each.periodId === periodId)?.facts;
const paid = (changes: Given) =>
  factsOf(given(changes)).map(({ planId, periodId }) => `${planId} ${periodId}`);
const [quarter] = rows().period;
const calendar = (own_calendar: boolean) => ({
  period: [{ ...quarter, own_calendar }],
  day: [
    ['2026-06-30', false],
    ['2026-07-01', false],
    ['2026-09-26', true],
    ['2026-09-30', false],
    ['2026-10-01', false],
  ].map(([date, is_workday]) => ({ date, is_workday })),
  official: [
    ...[
      ['2026-07-03', 5, false],
      ['2026-07-04', 6, false],
      ['2026-07-06', 1, true],
    ].map(([date, day_of_week, is_workday]) => ({
      date,
      day_of_week,
      is_workday,
      is_adjusted_workday: false,
    })),
    ...['2026-09-20', '2026-10-10'].map((date) => ({
      ...{ date, day_of_week: 7, is_workday: true, is_adjusted_workday: true },
    })),
  ],
});

describe('facts of a plan', () => {
  it('are the period’s, its people’s, and what of the company they need', () => {
    const facts = of({
      unit: [
        { org_id: 'T', parent_id: 'HQ', path: ['HQ', 'T'], is_current: true },
        { org_id: 'OLD', parent_id: null, path: ['OLD'], is_current: false },
      ],
    });
    expect(facts).toMatchObject({
      period: { id: '2026Q3', from: '2026-07-01', until: '2026-10-01' },
      ...{ asOf: '2026-09-30', baseCurrency: 'CNY', teamId: 'T', csatMinAnswers: 1 },
      units: [{ unitId: 'T', parentId: 'HQ' }],
      missingRates: [],
    });
    expect(facts?.employees).toEqual([
      {
        ...{ employeeId: 'ANN', name: 'ANN', kind: 'rep', role: 'AE', managerId: 'MOE' },
        ...{ from: '2025-01-01', until: '2026-08-11' },
      },
      {
        ...{ employeeId: 'ANN', name: 'ANN', kind: 'rep', role: 'AE', managerId: 'NAN' },
        ...{ from: '2026-08-11', until: '2026-09-01' },
      },
    ]);
    expect(facts?.elsewhere).toEqual([{ employeeId: 'ANN', from: '2026-09-01', until: '2299-12-31' }]);
  });

  it('hold the plan’s own least number of answers, else the period’s', () => {
    const answers = (csat_min_answers: number | null) =>
      of({ plan: [{ ...plan('HUNT', ['AE'], 'quarter'), csat_min_answers }] })?.csatMinAnswers;
    expect([answers(7), answers(0), answers(null)]).toEqual([7, 0, 1]);
  });

  it('hold two levels above its people, and only where it pays levels', () => {
    expect(of({})?.superiors).toEqual([
      ...[
        ['MOE', 'MGR', 'DON', '2025-01-01', '2026-08-11'],
        ['NAN', 'MGR', 'DON', '2026-01-01', '2299-12-31'],
        ['DON', 'DIR', null, '2020-01-01', '2299-12-31'],
      ].map(([employeeId, role, managerId, from, until]) => ({
        ...{ employeeId, name: employeeId, role, managerId, from, until },
      })),
    ]);
    // Also where only the version that holds pays them.
    const later = { ...plan('HUNT', ['AE'], 'quarter'), version: 2, valid_from: '2027-01-01' };
    const first = { ...plan('HUNT', ['AE'], 'quarter'), valid_to: '2027-01-01' };
    expect(of({ plan: [first, later] })?.superiors).toHaveLength(3);
    expect(of({}, 'FARM')).not.toHaveProperty('superiors');
    expect(of({}, 'FARM')?.elsewhere).toHaveLength(2);
    expect(of({}, 'CALL', '2026-08')).not.toHaveProperty('elsewhere');
  });

  it('are of nobody who is no rep and no manager, or has no role in the period', () => {
    const employee = [
      held('ANN', 'AE', null, '2026-09-30'),
      held('BEA', 'AE', null, '2025-01-01', '2026-07-02'),
      held('CID', 'AE', null, '2025-01-01', '2026-07-01'),
      held('EVE', 'AE', null, '2026-10-01'),
      { ...held('FAY', 'AE', null, '2025-01-01'), kind: 'other' },
      { ...held('GUS', 'AE', null, '2025-01-01'), kind: 'manager' },
    ];
    expect(of({ employee })?.employees.map(({ employeeId }) => employeeId)).toEqual(['ANN', 'BEA', 'GUS']);
    expect(paid({ employee: employee.slice(2, 5) })).toEqual([]);
  });

  it('tell as elsewhere only what a rep did as rep or manager in the period', () => {
    const employee = [
      held('ANN', 'AE', null, '2026-08-01', '2026-09-01'),
      held('ANN', 'KA', null, '2026-01-01', '2026-07-01'),
      held('ANN', 'KA', null, '2026-07-01', '2026-08-01'),
      { ...held('ANN', 'MGR', null, '2026-09-01', '2026-09-15'), kind: 'manager' },
      { ...held('ANN', 'DIR', null, '2026-09-15'), kind: 'other' },
      // A manager of the plan, and somebody of no part in it.
      { ...held('GUS', 'AE', null, '2026-08-01'), kind: 'manager' },
      { ...held('GUS', 'KA', null, '2026-07-01', '2026-08-01'), kind: 'manager' },
      held('BEA', 'KA', null, '2026-07-01'),
    ];
    expect(of({ employee })?.elsewhere).toEqual([
      { employeeId: 'ANN', from: '2026-07-01', until: '2026-08-01' },
      { employeeId: 'ANN', from: '2026-09-01', until: '2026-09-15' },
    ]);
  });

  it('are of a unit and those below it, and of the manager it pays by whatever role', () => {
    const unit = [
      { org_id: 'HQ', parent_id: null, path: ['HQ'], is_current: true },
      { org_id: 'T', parent_id: 'HQ', path: ['HQ', 'T'], is_current: true },
      { org_id: 'U', parent_id: 'HQ', path: ['HQ', 'U'], is_current: true },
    ];
    const employee = [
      held('ANN', 'AE', 'GUS', '2025-01-01'),
      { ...held('BEA', 'AE', 'GUS', '2025-01-01'), team_id: 'U' },
      held('GUS', 'MGR', null, '2025-01-01'),
    ];
    const ids = (org_id: string | null, manager_id: string | null = null) =>
      of({
        unit,
        employee,
        plan: [{ ...plan('HUNT', ['AE'], 'quarter'), org_id, manager_id }],
      })?.employees.map(({ employeeId }) => employeeId);
    expect([ids(null), ids('HQ'), ids('T'), ids('U')]).toEqual([
      ['ANN', 'BEA'],
      ['ANN', 'BEA'],
      ['ANN'],
      ['BEA'],
    ]);
    expect([ids('X'), ids('T', 'GUS'), ids('U', 'GUS')]).toEqual([undefined, ['ANN', 'GUS'], ['BEA']]);
    const everybody = of({ unit, employee, plan: [plan('HUNT', [], 'quarter')] });
    expect(everybody?.employees).toHaveLength(3);
    // Of a unit without roles: the orders of its people alone. The one of the others is O9.
    const ofUnit = of({ unit, employee, plan: [{ ...plan('HUNT', [], 'quarter'), org_id: 'T' }] });
    expect(ofUnit?.orders.map(({ orderNo }) => orderNo)).toEqual(['O1', 'O2', 'O3']);
    // Several teams: the plan gives its name.
    expect([everybody?.teamId, of({ unit, employee: employee.slice(0, 1) })?.teamId]).toEqual(['HUNT', 'T']);
  });

  it('have the orders of its people; a plan for everybody has all, whoever’s they are', () => {
    const orders = (roles: readonly string[]) =>
      of({ plan: [plan('HUNT', roles, 'quarter')], credit: rows().credit.slice(1) })?.orders.map(
        (row) => row.orderNo,
      );
    // The credit of O1 is taken away: nobody’s deal. O9 is Bea’s.
    expect([orders(['AE']), orders(['SDR']), orders([])]).toEqual([
      ['O2', 'O3'],
      ['O9'],
      ['O1', 'O2', 'O3', 'O9'],
    ]);
  });

  it('have the company’s own days where the period says so, else the official ones', () => {
    expect(of(calendar(true))?.calendar).toEqual({
      holidays: ['2026-07-01', '2026-09-30'],
      adjustedWorkdays: ['2026-09-26'],
    });
    // 3 July is a Friday and 4 July a Saturday; 10 October is past the period.
    expect(of(calendar(false))?.calendar).toEqual({
      holidays: ['2026-07-03'],
      adjustedWorkdays: ['2026-09-20'],
    });
  });

  it('have targets of the period and of its parts, in force, of its people', () => {
    const row = {
      ...{ employee_id: 'ANN', kpi: 'sales', value: '1', proration: 'month', ramp: '0.5', is_in_force: true },
      ...{ period_start: '2026-07-01', period_end: '2026-10-01' },
    };
    const target = [
      row,
      { ...row, value: '2', period_start: '2026-08-01', period_end: '2026-09-01' },
      { ...row, value: '3', period_start: '2026-06-01' },
      { ...row, value: '4', period_end: '2026-10-02' },
      { ...row, value: '5', is_in_force: false },
      { ...row, value: '6', employee_id: 'BEA' },
    ];
    expect(of({ target })?.targets).toEqual([
      { employeeId: 'ANN', kpi: 'sales', base: '1', proration: 'month', ramp: '0.5' },
      { employeeId: 'ANN', kpi: 'sales', base: '2', proration: 'month', ramp: '0.5' },
    ]);
  });

  it('have the counts of its people in the period, 0 where nothing is told', () => {
    const row = { period_id: '2026Q3', employee_id: 'ANN', measure: 'followups', value: '60' };
    const count = [
      { ...row, period_id: '2026Q2', measure: 'followups', value: '99' },
      row,
      { ...row, measure: 'flagged_followups', value: '5' },
      { ...row, measure: 'answers', value: '4' },
      { ...row, measure: 'answer_sum', value: '18.5' },
      { ...row, measure: 'new_customers', value: '3' },
      { ...row, employee_id: 'BEA' },
    ];
    expect(of({ count })).toMatchObject({
      followups: [{ employeeId: 'ANN', logged: 60, flagged: 5 }],
      surveys: [{ employeeId: 'ANN', answers: 4, sum: '18.5' }],
      newCustomers: [{ employeeId: 'ANN', count: 3 }],
    });
    expect(of({ count: [row] })).toMatchObject({
      followups: [{ logged: 60, flagged: 0 }],
      surveys: [{ answers: 0, sum: '0' }],
      newCustomers: [{ count: 0 }],
    });
  });
});

describe('a plan pays', () => {
  const version = (
    number: number,
    valid_from: string | null,
    valid_to: string | null,
    more: object = {},
  ) => ({
    ...plan('HUNT', ['AE'], 'quarter'),
    ...{ version: number, valid_from, valid_to },
    ...more,
  });

  it('from its first version to its last', () => {
    const pays = (from: string | null, until: string | null) =>
      paid({ plan: [version(1, from, until)] }).length;
    expect([pays(null, null), pays('2026-09-30', null), pays('2026-10-01', null)]).toEqual([1, 1, 0]);
    expect([pays(null, '2026-07-02'), pays(null, '2026-07-01')]).toEqual([1, 0]);
    // In a gap between versions it is refused, not passed over.
    const gap = [version(1, null, '2026-01-01'), version(2, '2027-01-01', null)];
    expect(paid({ plan: gap })).toEqual(['HUNT 2026Q3']);
  });

  it('whom the version in force is for, else whom the newest is for', () => {
    const roles = (...versions: readonly object[]) =>
      of({ plan: versions })?.employees.map(({ employeeId }) => employeeId);
    const sdr = { roles: ['SDR'] };
    expect(roles(version(1, null, '2027-01-01', sdr), version(2, '2027-01-01', null))).toEqual(['BEA']);
    // Two in force: the newer one.
    expect(roles(version(1, null, null), version(2, null, null, sdr))).toEqual(['BEA']);
    expect(roles(version(2, null, null, sdr), version(1, null, null))).toEqual(['BEA']);
    // None holds for the whole period: the newest.
    expect(roles(version(2, '2026-08-01', null, sdr), version(1, null, '2026-08-01'))).toEqual(['BEA']);
  });

  it('periods of its payout’s length, whoever tells of them', () => {
    const monthly = { plan: [plan('HUNT', ['AE', 'SDR'], 'month')] };
    expect(paid(monthly)).toEqual(['HUNT 2026-08']);
    expect(paid({ plan: [plan('HUNT', ['AE', 'SDR'], null)] })).toEqual(['HUNT 2026Q3']);
    expect(paid({ plan: [plan('HUNT', ['AE', 'SDR'], 'year')] })).toEqual([]);
  });

  it('with its curves and weights, and with all its versions', () => {
    const facts = of({ plan: [version(1, null, '2027-01-01'), version(2, '2027-01-01', null)] });
    expect(facts?.plans.map((each) => each.version)).toEqual([1, 2]);
    expect(facts?.weightSets.map(({ role }) => role)).toEqual(['SDR', 'AE', 'MGR']);
    expect(Object.keys(facts?.curves ?? {})).toEqual(['sales', 'followup']);
  });
});
