import { expect, it } from 'vitest';
import { type WaivingRights, whyNotWaive } from './waiver.ts';

const item = { owner: 'E1', source: 'crm' };
const manager: WaivingRights = { employeeId: 'M1', people: new Set(['E1', 'M2']), sources: [] };
const keeper: WaivingRights = { employeeId: 'E9', people: 'all', sources: [] };

it('lets a manager waive what falls to people below, and stewards everything', () => {
  expect(whyNotWaive(item, manager)).toBeUndefined();
  expect(whyNotWaive({ ...item, owner: 'E2' }, manager)).toContain('nobody below');
  expect(whyNotWaive({ ...item, owner: '' }, manager)).toContain('nobody below');
  expect(whyNotWaive({ ...item, owner: '' }, { ...manager, sources: ['crm'] })).toBeUndefined();
  expect(whyNotWaive({ ...item, owner: '' }, { ...manager, sources: ['erp'] })).toContain('nobody below');
  for (const owner of ['E1', '', 'data@example.com'])
    expect(whyNotWaive({ ...item, owner }, keeper), owner).toBeUndefined();
});

it('lets nobody waive their own, whatever else they may', () => {
  for (const rights of [manager, keeper, { ...manager, sources: ['crm'] }])
    expect(whyNotWaive({ ...item, owner: rights.employeeId ?? '' }, rights)).toContain('own');
  expect(whyNotWaive({ ...item, owner: '' }, { ...keeper, employeeId: null })).toBeUndefined();
});
