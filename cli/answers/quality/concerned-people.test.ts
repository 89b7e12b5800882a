import { expect, it } from 'vitest';
import { managersAbove } from './concerned-people.ts';

it('names everybody above those concerned, once, whatever circle the source has', () => {
  const managers = new Map([
    ['E1', 'M1'],
    ['E2', 'M2'],
    ['M1', 'D'],
    ['M2', 'D'],
    ['D', ''],
    ['X', 'Y'],
    ['Y', 'X'],
  ]);
  expect(managersAbove(managers, ['E1', 'E2'])).toEqual(['M1', 'D', 'M2']);
  expect(managersAbove(managers, ['X'])).toEqual(['Y', 'X']);
  expect(managersAbove(managers, ['D', 'unassigned'])).toEqual([]);
});
