import { describe, expect, it } from 'vitest';
import { type InputRows, inputRows, type PlanRow } from './input-rows.ts';
import { ordersOf } from './orders-of.ts';
import { curvesOf, planOf, weightSetsOf } from './rules-of.ts';
import { rows } from './several-plans.fixture.ts';

const far = '2299-12-31';

describe('weights put together again', () => {
  const row = (plan_id: string, role: string, kpi: string, weight: string, more: object = {}) => ({
    ...{ plan_id, role, version: 1, kpi, valid_from: '2026-01-01', valid_to: far, weight },
    ...more,
  });
  const set = (role: string, weights: Readonly<Record<string, string>>, more: object = {}) => ({
    ...{ role, version: 1, from: '2026-01-01', until: far, weights },
    ...more,
  });

  it('are sets of a role, a version and a first day', () => {
    const later = { valid_from: '2026-04-01' };
    const weight = [
      row('', 'AE', 'sales', '0.6'),
      row('', 'AE', 'csat', '1', later),
      row('', 'AE', 'csat', '0.4'),
      row('', 'AE', 'sales', '1', { version: 2 }),
      row('', 'SR', 'sales', '1', { valid_to: '2026-02-01' }),
    ];
    expect(weightSetsOf({ weight }, 'P')).toEqual([
      set('AE', { sales: '0.6', csat: '0.4' }),
      set('AE', { csat: '1' }, { from: '2026-04-01' }),
      set('AE', { sales: '1' }, { version: 2 }),
      set('SR', { sales: '1' }, { until: '2026-02-01' }),
    ]);
  });

  it('are the plan’s own for the roles it has any for, and those of all plans for the others', () => {
    const weight = [
      row('', 'AE', 'sales', '1'),
      row('', 'SR', 'sales', '1'),
      row('P', 'AE', 'csat', '1'),
      row('Q', 'SR', 'csat', '1'),
    ];
    expect(weightSetsOf({ weight }, 'P')).toEqual([set('SR', { sales: '1' }), set('AE', { csat: '1' })]);
    expect(weightSetsOf({ weight }, 'R')).toEqual([set('AE', { sales: '1' }), set('SR', { sales: '1' })]);
  });
});

describe('curves put together again', () => {
  type CurveRow = InputRows['curve'][number];
  const row = (kpi: string, type: CurveRow['type'], more: Partial<CurveRow> = {}): CurveRow => ({
    ...{ plan_id: '', plan_version: 0, kpi, type, point_no: 0 },
    ...{ floor: null, cap: null, value: null, score: null },
    ...more,
  });
  const P = { plan_id: 'P', version: 2 };

  it('have their bounds, or their points in order', () => {
    const curve = [
      row('sales', 'linear', { floor: '0.5', cap: '150' }),
      row('csat', 'points', { point_no: 2, value: '5', score: '100' }),
      row('csat', 'points', { point_no: 1, value: '1', score: '0' }),
      row('csat', 'points', { point_no: 3, value: null, score: '7' }),
      row('csat', 'points', { point_no: 4, value: '7', score: null }),
      row('followup', 'step', { point_no: 2, value: '1', score: '100' }),
      row('followup', 'step', { point_no: 1, value: '0.5', score: '50' }),
    ];
    expect(curvesOf({ curve }, P)).toEqual({
      sales: { type: 'linear', floor: '0.5', cap: '150' },
      csat: {
        type: 'points',
        points: [
          ['1', '0'],
          ['5', '100'],
        ],
      },
      followup: {
        type: 'step',
        steps: [
          { min: '0.5', score: '50' },
          { min: '1', score: '100' },
        ],
      },
    });
  });

  it('are those of this version of the plan, KPI by KPI, before those of all', () => {
    const curve = [
      row('csat', 'linear', { plan_id: 'Q', plan_version: 2, cap: '140' }),
      row('csat', 'linear', { plan_id: 'P', plan_version: 1, cap: '130' }),
      row('sales', 'linear', { cap: '100' }),
      row('csat', 'linear', { cap: '100' }),
      row('sales', 'linear', { plan_id: 'P', plan_version: 2, cap: '120' }),
    ];
    const linear = (cap: string) => ({ type: 'linear', floor: null, cap });
    expect(curvesOf({ curve }, P)).toEqual({ sales: linear('120'), csat: linear('100') });
  });
});

describe('a plan put together again', () => {
  const bare: PlanRow = {
    ...{ plan_id: 'P', version: 2, org_id: null, roles: [], payout: null, csat_min_answers: null },
    ...{ valid_from: '2026-01-01', valid_to: null, base: 'net_sales', tier_mode: 'marginal' },
    ...{ min_attainment: null, cap: null, release: null },
    ...{ bonus_min_attainment: null, bonus_rate: null, bonus_allocation: null },
    ...{ manager_id: null, override_rate: null },
  };
  type StepRow = InputRows['step'][number];
  const step = (kind: StepRow['kind'], step_no: number, threshold: string, value: string, more = {}) => ({
    ...{ plan_id: 'P', version: 2, kind, step_no, threshold, value },
    ...more,
  });
  const draw = { plan_id: 'P', version: 2, employee_id: 'A', monthly: '3000', months: 2, recoverable: true };

  it('has its tiers, bands, levels and draws in order, and those of no other version', () => {
    const given = {
      step: [
        step('tier', 2, '1', '0.1'),
        step('tier', 1, '0', '0.05'),
        step('coefficient', 2, '0', '0.5'),
        step('coefficient', 1, '100', '1.1'),
        step('override', 2, '2', '0.005'),
        step('override', 1, '1', '0.01'),
        step('tier', 3, '9', '0.9', { version: 1 }),
        step('tier', 3, '9', '0.9', { plan_id: 'Q' }),
      ],
      draw: [draw, { ...draw, version: 1 }, { ...draw, plan_id: 'Q' }],
    };
    expect(planOf(bare, given)).toEqual({
      ...{
        planId: 'P',
        version: 2,
        from: '2026-01-01',
        until: null,
        base: 'net_sales',
        tierMode: 'marginal',
      },
      tiers: [
        { from: '0', rate: '0.05' },
        { from: '1', rate: '0.1' },
      ],
      ...{ minAttainment: null, cap: null, release: null, teamBonus: null, manager: null },
      coefficientBands: [
        { minScore: '100', coefficient: '1.1' },
        { minScore: '0', coefficient: '0.5' },
      ],
      draws: [{ employeeId: 'A', monthly: '3000', months: 2, recoverable: true }],
      levels: [
        { level: 1, overrideRate: '0.01' },
        { level: 2, overrideRate: '0.005' },
      ],
    });
  });

  it('pays a bonus where it has a rate for one, and a manager where it names one', () => {
    const none = { step: [], draw: [] };
    const bonus = { bonus_rate: '0.01', bonus_min_attainment: '0.8', bonus_allocation: 'score_x_days' };
    expect(planOf({ ...bare, ...bonus, manager_id: 'M', override_rate: '0.002' }, none)).toMatchObject({
      teamBonus: { rate: '0.01', minAttainment: '0.8', allocation: 'score_x_days' },
      manager: { employeeId: 'M', overrideRate: '0.002' },
    });
    expect(planOf({ ...bare, bonus_rate: '0.01', manager_id: 'M' }, none)).toMatchObject({
      teamBonus: { rate: '0.01', minAttainment: '0', allocation: '' },
      manager: { employeeId: 'M', overrideRate: '0' },
    });
    expect(planOf({ ...bare, bonus_min_attainment: '0.8', override_rate: '0.1' }, none)).toMatchObject({
      teamBonus: null,
      manager: null,
    });
  });
});

describe('orders put together again', () => {
  it('have their own events and credits of the period, and the instant in UTC', () => {
    const given = inputRows.parse(rows());
    const [first] = given.order;
    if (first === undefined) throw new Error('no order');
    const later = { ...first, period_id: '2026Q4', paid: '5' };
    const credit = { ...given.credit[0], period_id: '2026Q3', order_no: 'O1', employee_id: 'BEA' };
    const changed = inputRows.parse({
      ...given,
      order: [
        { ...first, held_by: ['W1'], paid: '7', paid_at_close: '6', fx_gain: '1', due_on: '2026-08-01' },
        later,
      ],
      credit: [
        ...given.credit,
        { ...credit, kind: 'overlay', part: '10' },
        { ...credit, period_id: '2026Q4' },
      ],
    });
    expect(ordersOf(changed, '2026Q3')).toEqual([
      {
        ...{ orderNo: 'O1', confirmedAt: '2026-07-10T02:00:00.000Z', bookedOn: '2026-07-10', dqStatus: 'ok' },
        heldBy: ['W1'],
        events: [{ kind: 'booking', on: '2026-07-10', amount: '310000' }],
        ...{ paid: '7', paidAtClose: '6', fxGain: '1', dueOn: '2026-08-01' },
        credits: [
          { employeeId: 'ANN', kind: 'revenue', part: '100', whole: '100' },
          { employeeId: 'BEA', kind: 'overlay', part: '10', whole: '100' },
        ],
      },
    ]);
    // Of another period the order has nothing but itself.
    expect(ordersOf(changed, '2026Q4')).toMatchObject([
      { paid: '5', events: [], credits: [{ employeeId: 'BEA' }] },
    ]);
    expect(ordersOf(given, '2026Q3')[0]).not.toHaveProperty('heldBy');
  });
});
