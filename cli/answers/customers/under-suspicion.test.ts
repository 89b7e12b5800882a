import { expect, it } from 'vitest';
import { firstNaming } from './under-suspicion.ts';

it('finds the suspicion that names one of the accounts, and none by what names no account', () => {
  const open = [{ customer_id: '' }, { customer_id: 'C7' }, { customer_id: 'C9' }];
  expect(firstNaming(open, ['C9X', 'C9'])).toBe(open[2]);
  expect(firstNaming(open, ['C1', ''])).toBeUndefined();
});
