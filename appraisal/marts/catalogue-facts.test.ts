import { describe, expect, it } from 'vitest';
import { factsOf } from './facts-of.ts';
import { rows } from './several-plans.fixture.ts';

const of = (changes: object) =>
  factsOf({ ...rows(), ...changes }).find(({ planId }) => planId === 'HUNT')?.facts;

describe('facts of a plan that weighs KPIs of the catalogue', () => {
  const declared = (kpi: string, is_weighed = true) => ({
    ...{ kpi, is_weighed, version: 3, form: 'sum', direction: 'higher' },
  });
  const weight = {
    plan_id: 'HUNT',
    role: 'AE',
    version: 1,
    valid_from: '2026-01-01',
    valid_to: '2027-01-01',
  };
  const month = (kpi: string, more: object = {}) => ({
    ...{ period_id: '2026Q3', employee_id: 'ANN', kpi, month: '2026-08-01' },
    ...{ numerator: '7', denominator: '0', ...more },
  });
  const target = (kpi: string) => ({
    ...{ employee_id: 'ANN', kpi, period_start: '2026-07-01', period_end: '2026-10-01', is_in_force: true },
    ...{ value: '1', proration: 'none', ramp: '1' },
  });
  const given = {
    scorecard_kpi: [declared('calls'), declared('visits'), declared('talks', false), declared('csat')],
    weight: ['calls', 'talks', 'csat'].map((kpi) => ({ ...weight, kpi, weight: '0.3' })),
    kpi_month: [
      month('calls'),
      month('visits'),
      month('calls', { period_id: '2026Q2' }),
      month('calls', { employee_id: 'BEA' }),
    ],
    target: ['calls', 'visits', 'sales', 'charm'].map(target),
  };

  it('hold those it weighs, as declared, and what its people have of them in the period', () => {
    const found = of(given);
    expect(found?.catalogue).toEqual({ calls: { version: 3, form: 'sum', direction: 'higher' } });
    expect(found?.kpiMonths).toEqual([
      { employeeId: 'ANN', kpi: 'calls', month: '2026-08-01', numerator: '7', denominator: '0' },
    ]);
  });

  it('leave out targets of those it does not weigh, and keep what nobody knows, which is refused', () => {
    expect(of(given)?.targets.map(({ kpi }) => kpi)).toEqual(['calls', 'sales', 'charm']);
  });

  it('say nothing of them where it weighs none', () => {
    const found = of({ ...given, weight: [] });
    expect([found?.catalogue, found?.kpiMonths]).toEqual([undefined, undefined]);
  });
});
