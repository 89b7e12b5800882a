import { expect, it } from 'vitest';
import { isInForce, planInForce, validityOf } from './plan-in-force.ts';
import { facts, plan } from './test-facts.ts';

const { period } = facts;

it('a version is in force that holds on every day of the period', () => {
  const inForce = (from: string | null, until: string | null) => isInForce({ from, until }, period);
  expect([inForce(null, null), inForce('2026-07-01', '2026-10-01')]).toEqual([true, true]);
  expect([inForce('2026-07-02', null), inForce(null, '2026-09-30')]).toEqual([false, false]);
  expect(validityOf({ from: null, until: null })).toEqual({ from: '0000-01-01', until: '9999-12-31' });
  expect(validityOf({ from: '2026-01-01', until: '2027-01-01' })).toEqual({
    ...{ from: '2026-01-01', until: '2027-01-01' },
  });
});

it('of all versions the one in force is the plan, and it has to be one', () => {
  const later = { ...plan, version: 2, from: '2027-01-01', until: null };
  expect(planInForce([later, plan], period)).toBe(plan);
  const refused = (count: number) =>
    expect.objectContaining({
      ...{ code: 'APPRAISAL_REFUSED', subject: 'plans' },
      message: `${count} versions of the plan hold from 2026-07-01 until 2026-10-01; it must be one.`,
    });
  expect(() => planInForce([later], period)).toThrow(refused(0));
  expect(() => planInForce([plan, { ...plan, version: 3 }], period)).toThrow(refused(2));
});
