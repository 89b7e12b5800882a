import { describe, expect, it } from 'vitest';
import { factsOf } from '../../appraisal/marts/facts-of.ts';
import { held, people, rows } from '../../appraisal/marts/several-plans.fixture.ts';
import { payingPlan } from './paying-plan.ts';

// HUNT pays one level and two levels above its sellers; here without the second level Don, who stands two above them, is paid nothing by it.
const given = rows({ employee: [...people, held('EVE', 'MGR', null, '2026-01-01')] });
const oneLevel = given.step.filter(({ kind, threshold }) => kind !== 'override' || threshold === '1');
const all = factsOf({ ...given, step: oneLevel });
const asked = (employee: string, plan?: string) => payingPlan(all, { period: '2026Q3', employee, plan });

describe('the plan that pays', () => {
  it.each([
    ['a seller', 'BEA', 'CALL'],
    ['whoever stands one level above', 'MOE', 'HUNT'],
  ])('is found for %s', (_, employee, plan) => {
    expect(asked(employee)).toMatchObject({ planId: plan });
  });

  it('is none for a superior whose level is not paid', () => {
    const hunt = all.find(({ planId }) => planId === 'HUNT');
    expect(hunt?.facts.superiors?.map(({ employeeId }) => employeeId)).toContain('DON');
    expect(asked('DON')).toEqual({ unpaid: ['HUNT'] });
    expect(asked('DON', 'HUNT')).toEqual({ unpaid: ['HUNT'] });
  });

  it('is the same whether or not the orders of others are there', () => {
    const without = all.map((each) => ({ ...each, facts: { ...each.facts, orders: [] } }));
    for (const employee of ['BEA', 'MOE', 'NAN', 'DON']) {
      const found = payingPlan(without, { period: '2026Q3', employee });
      expect(found).toEqual(
        'unpaid' in asked(employee)
          ? { unpaid: ['HUNT'] }
          : expect.objectContaining({ periodId: expect.any(String) }),
      );
    }
  });

  it('has to be named where there are several, and is unknown for a stranger', () => {
    expect(() => asked('ANN')).toThrow(/Which plan\? There are HUNT, FARM\./);
    expect(asked('ANN', 'FARM')).toMatchObject({ planId: 'FARM' });
    expect(() => asked('NOBODY')).toThrow(expect.objectContaining({ code: 'APPRAISAL_UNKNOWN' }));
  });
});
