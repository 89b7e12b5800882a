import { expect, it } from 'vitest';
import { type Ownership, ownerOf } from './owner.ts';

const person = (managerId: string, isHere = true) => ({
  ...{ name: 'x', managerId, teamId: 'T1', region: '华东', isHere },
});
const ownership: Ownership = {
  people: new Map([
    ['E1', person('M1')],
    ['E2', person('M2', false)],
    ['M2', person('M1', false)],
    ['M1', person('')],
    ['X', person('Y', false)],
    ['Y', person('X', false)],
  ]),
  orders: new Map([['O1', 'E2']]),
  customers: new Map([['C1', 'E1']]),
  stewards: { erp: 'data@example.com' },
};
const owner = (evidence: Record<string, string>, source = 'erp') => {
  const { owner: who, ownerKind } = ownerOf({ source, evidence }, ownership);
  return [who, ownerKind];
};

it('is the record’s own, else that of its order or its customer', () => {
  expect(owner({ employee_id: 'E1', order_no: 'O1' })).toEqual(['E1', 'owner']);
  expect(owner({ owner_id: 'nobody we know', customer_id: 'C1' })).toEqual(['E1', 'owner']);
});

it('is the first manager who is here above somebody who has left', () => {
  expect(owner({ order_no: 'O1', customer_id: 'C1' })).toEqual(['M1', 'manager']);
});

it('is the steward of the source where nobody is known, also above people in a circle, else nobody', () => {
  expect(owner({})).toEqual(['data@example.com', 'steward']);
  expect(owner({ employee_id: 'X' })).toEqual(['data@example.com', 'steward']);
  expect(owner({}, 'crm')).toEqual(['', 'nobody']);
});
